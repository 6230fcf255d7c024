export const language = 'en'

const plurals = new Intl.PluralRules(language)
const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })

export const number = (value: number): string => numbers.format(value)

/** @example count(2, '# point', '# points') → '2 points' */
export const count = (n: number, one: string, other: string): string =>
  (plurals.select(n) === 'one' ? one : other).replace('#', number(n))
