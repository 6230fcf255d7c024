import { readFileSync } from 'node:fs'

/** The pages' style as one file: frame and controls, then what stands in them. Colours come from the player's tokens. */
export const readPageStyle = (): Uint8Array =>
  Buffer.concat(['pages.css', 'parts.css'].map((name) => readFileSync(new URL(name, import.meta.url))))
