import { readFileSync } from 'node:fs'

/** The pages' style as one file: frame and controls, what stands in them, forms, credits. Colours come from the player's tokens. */
export const readPageStyle = (): Uint8Array =>
  Buffer.concat(
    ['pages.css', 'parts.css', 'forms.css', 'credits.css', 'verify.css'].map((name) =>
      readFileSync(new URL(name, import.meta.url)),
    ),
  )
