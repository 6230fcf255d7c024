/**
 * The address of a heading: its words in lower case with hyphens between them, as GitHub makes it. Letters, digits and
 * combining marks of every script stay. Empty when there is neither letter nor digit.
 *
 * @example slug('Two settings, two rules') → 'two-settings-two-rules'
 */
export const slug = (title: string): string => {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-')
  return /[\p{L}\p{N}]/u.test(words) ? words : ''
}
