/** How pages write figures and days. Runs in browsers too. */

/** `2026-11-22` → `November 22, 2026`. */
export const longDate = (plainDate: string): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${plainDate}T00:00:00Z`))

export const plural = (count: number, noun: string): string => `${count} ${count === 1 ? noun : pluralNoun(noun)}`

/** Slugs that are no words by themselves. */
const ABBREVIATED: Readonly<Record<string, string>> = { hiim: 'Health informatics and information management' }

/** `coding-and-classification` → `Coding and classification`; anything else as it is. */
export const slugWords = (slug: string): string =>
  ABBREVIATED[slug] ??
  (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) ? slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ') : slug)

/** The noun alone: `CEU` → `CEUs`, `entry` → `entries`. */
export const pluralNoun = (noun: string): string =>
  /s$/i.test(noun) ? noun : /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`

/** What a credit figure says; never "approved" without an approval. */
export const creditWords = (credits: number, unit: string, approved: boolean): string =>
  credits === 0 ? `No approved ${pluralNoun(unit)}` : `${plural(credits, unit)}${approved ? ', approved' : ''}`
