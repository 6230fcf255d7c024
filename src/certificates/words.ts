/** How pages write figures and days. Runs in browsers too. */

/** `2026-11-22` → `November 22, 2026`. */
export const longDate = (plainDate: string): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${plainDate}T00:00:00Z`))

export const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 || /s$/i.test(noun) ? noun : `${noun}s`}`

/** Slugs that are no words by themselves. */
const ABBREVIATED: Readonly<Record<string, string>> = { hiim: 'Health informatics and information management' }

/** `coding-and-classification` → `Coding and classification`; anything else as it is. */
export const slugWords = (slug: string): string =>
  ABBREVIATED[slug] ??
  (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) ? slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ') : slug)

/** The noun alone, in the plural. */
export const pluralNoun = (noun: string): string => plural(2, noun).slice(2)

/** What a credit figure says; never "approved" without an approval. */
export const creditWords = (credits: number, unit: string, approved: boolean): string =>
  credits === 0 ? `No approved ${pluralNoun(unit)}` : `${plural(credits, unit)}${approved ? ', approved' : ''}`
