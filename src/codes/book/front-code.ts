/** A code, header or reportable, as the code book holds it. */
export interface BookEntry {
  /** Without a point. */
  readonly code: string
  readonly title: string
  /** False for a header: it needs more characters. */
  readonly billable: boolean
  /** Exempt from present-on-admission reporting. */
  readonly poaExempt: boolean
  /** The edition of the year before does not have it. */
  readonly fresh: boolean
}

const BILLABLE = 1
const POA_EXEMPT = 2
const FRESH = 4

/**
 * Entries in order of their codes as lines, each without what it shares with the line before: how many characters of the
 * code are the same (a digit), the rest of the code, a letter for the marks (`a` none), how many words the titles begin with
 * alike (base 36), a bar, the rest of the title. Whole words compress a fifth better than characters.
 *
 * @example E1122 behind E1121, 'Type 2 diabetes mellitus with diabetic …' both → '42b6|chronic kidney disease'
 */
export function frontCode(entries: readonly BookEntry[]): string {
  let code = ''
  let words: readonly string[] = []
  return entries
    .map((entry) => {
      const own = entry.title.split(' ')
      const sameCode = shared(code, entry.code)
      // Nothing behind the shared words would say that there is no other word, so a title that ends in a space shares none.
      const sameWords = own.at(-1) === '' ? 0 : shared(words, own)
      const marks = (entry.billable ? BILLABLE : 0) | (entry.poaExempt ? POA_EXEMPT : 0) | (entry.fresh ? FRESH : 0)
      code = entry.code
      words = own
      return `${sameCode}${code.slice(sameCode)}${MARKS.charAt(marks)}${sameWords.toString(36)}|${own.slice(sameWords).join(' ')}`
    })
    .join('\n')
}

const MARKS = 'abcdefgh'

/** Reads what `frontCode` has written. Throws on a line that is none. */
export function readFrontCode(text: string): BookEntry[] {
  let code = ''
  let title = ''
  if (text === '') return []
  return text.split('\n').map((line) => {
    const bar = line.indexOf('|')
    let at = 1
    while (at < bar && line.charCodeAt(at) < 97) at += 1
    const marks = line.charCodeAt(at) - 97
    const sameWords = Number.parseInt(line.slice(at + 1, bar), 36)
    if (bar === -1 || !(marks >= 0 && marks < 8) || !(sameWords >= 0))
      throw new Error(`no entry of a code book: ${line}`)
    code = code.slice(0, line.charCodeAt(0) - 48) + line.slice(1, at)
    title = following(title, sameWords, line.slice(bar + 1))
    return {
      code,
      title,
      billable: (marks & BILLABLE) !== 0,
      poaExempt: (marks & POA_EXEMPT) !== 0,
      fresh: (marks & FRESH) !== 0,
    }
  })
}

/** The first words of a title and what comes behind them. */
function following(title: string, words: number, rest: string): string {
  if (words === 0) return rest
  let end = -1
  for (let n = 0; n < words; n++) {
    end = title.indexOf(' ', end + 1)
    if (end === -1) return rest === '' ? title : `${title} ${rest}`
  }
  return rest === '' ? title.slice(0, end) : title.slice(0, end + 1) + rest
}

/** How many of their first elements are the same. */
function shared(a: ArrayLike<string>, b: ArrayLike<string>): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a[length] === b[length]) length += 1
  return length
}
