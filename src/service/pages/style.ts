import { readFileSync } from 'node:fs'

/** The style of all pages as one file. Colours come from the player's tokens. */
export const readPageStyle = (): Uint8Array =>
  Buffer.concat(
    ['pages.css', 'parts.css', 'tables.css', 'forms.css', 'credits.css', 'verify.css'].map((name) =>
      readFileSync(new URL(name, import.meta.url)),
    ),
  )
