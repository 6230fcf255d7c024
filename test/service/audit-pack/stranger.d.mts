export function unzip(zip: Uint8Array): Map<string, Uint8Array>
export function checkPack(zip: Uint8Array, trusted?: string): Promise<string[]>
