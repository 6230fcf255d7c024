/** Where lines may end: a small part of UAX #14 that is enough for names, titles, addresses and short paragraphs. */

const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff01-\uff60]/u
/** Never first on a line: closing marks, small kana, what belongs to the character before. */
const NOT_FIRST = /[\p{M}\p{Pe}\p{Pf}!%,.:;?·…、。々〜ー？！，．：；ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]/u
/** Never last on a line: opening marks. */
const NOT_LAST = /[\p{Ps}\p{Pi}¿¡]/u
const LETTER = /\p{L}/u
const HYPHEN = /[-\u2010\u2013]/

/**
 * The parts of a text between which a line may end, each with the space behind it. An occurrence of `whole` is never
 * divided (a certificate number has hyphens, and must be found in one piece).
 */
export function unbroken(text: string, whole?: string): string[] {
  const kept = whole === undefined || whole === '' ? [] : placesOf(text, whole)
  const parts: string[] = []
  let start = 0
  let at = 0
  let before = ''
  for (const character of text) {
    const inside = kept.some((place) => place < at && at < place + (whole?.length ?? 0))
    if (at > 0 && !inside && mayBreak(before, text.slice(0, at), character)) {
      parts.push(text.slice(start, at))
      start = at
    }
    before = character
    at += character.length
  }
  return start < text.length ? [...parts, text.slice(start)] : parts
}

function placesOf(text: string, whole: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(whole); at >= 0; at = text.indexOf(whole, at + whole.length)) places.push(at)
  return places
}

function mayBreak(before: string, all: string, after: string): boolean {
  if (after === ' ') return false
  if (before === ' ') return true
  if (NOT_FIRST.test(after) || NOT_LAST.test(before)) return false
  if (IDEOGRAPH.test(before) || IDEOGRAPH.test(after)) return true
  if (before === '/') return after !== '/'
  return HYPHEN.test(before) && LETTER.test(after) && /[\p{L}\p{N}][-\u2010\u2013]$/u.test(all)
}

/** What a reader takes for one character: a word too long for a line is cut between these. */
export const graphemes = (text: string): string[] =>
  Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment)
