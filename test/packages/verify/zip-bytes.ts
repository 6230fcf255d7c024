/** A change of one field of a zip header: offset in the header, width in bytes, value. */
export type Field = readonly [offset: number, width: 1 | 2 | 4, value: number]

export const LOCAL = { versionNeeded: 4, flags: 6, method: 8, name: 30 } as const
export const CENTRAL = {
  versionMadeBy: 4,
  versionNeeded: 6,
  flags: 8,
  method: 10,
  crc: 16,
  packedBytes: 20,
  externalAttributes: 38,
  name: 46,
} as const

/** The zip with fields of an entry's two headers changed (APPNOTE 4.3.7, 4.3.12). The entry must be there. */
export function patched(
  zip: Uint8Array,
  name: string,
  change: { readonly central?: readonly Field[]; readonly local?: readonly Field[] },
): Uint8Array {
  const bytes = Buffer.from(zip)
  const write = (signature: string, nameAt: number, lengthAt: number, fields: readonly Field[]): void => {
    for (let at = bytes.indexOf(signature, 0, 'latin1'); at !== -1; at = bytes.indexOf(signature, at + 4, 'latin1')) {
      const length = bytes.readUInt16LE(at + lengthAt)
      if (bytes.toString('utf8', at + nameAt, at + nameAt + length) !== name) continue
      for (const [offset, width, value] of fields) bytes.writeUIntLE(value, at + offset, width)
      return
    }
    throw new Error(`There is no entry ${name}.`)
  }
  if (change.local) write('PK\u0003\u0004', LOCAL.name, 26, change.local)
  if (change.central) write('PK\u0001\u0002', CENTRAL.name, 28, change.central)
  return new Uint8Array(bytes)
}
