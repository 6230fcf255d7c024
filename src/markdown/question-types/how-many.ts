const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/**
 * Whether the text of a question tells the learner how many options to choose: by the number, or by "all that apply".
 * A number inside something else (65-year-old, E11.2) does not count.
 */
export function saysHowMany(stem: string, count: number): boolean {
  if (/\b(all|each|every one) (of (the|these) \w+ )?(that|which) (apply|applies)\b/i.test(stem)) return true
  if (/\b(select|choose|pick|mark|check|tick|name) (all|each|every)\b/i.test(stem)) return true
  const word = WORDS[count]
  const number = word === undefined ? String(count) : `${word}|${count}`
  return new RegExp(`(?<![\\w.-])(${number})(?![\\w-]|\\.\\d)`, 'i').test(stem)
}
