/** Characters that no font of a PDF handout can draw. The HTML handout shows them. */
export class HandoutError extends Error {
  override readonly name = 'HandoutError'
  readonly found: readonly Unprintable[]

  constructor(found: readonly Unprintable[]) {
    const places = found.slice(0, MOST_PLACES).map(({ where, characters }) => `${named(characters)} in ${where}`)
    const more = found.length - MOST_PLACES
    const rest = more > 0 ? [`others in ${more} more ${more === 1 ? 'place' : 'places'}`] : []
    super(`The fonts of PDF handouts cannot print ${[...places, ...rest].join('; ')}.`)
    this.found = found
  }
}

export interface Unprintable {
  /** In words, where an author finds them. */
  readonly where: string
  /** In order of appearance, each once. */
  readonly characters: readonly string[]
}

/** What is listed one by one. */
const MOST_PLACES = 8
const MOST_CHARACTERS = 5

function named(characters: readonly string[]): string {
  const first = characters.slice(0, MOST_CHARACTERS).map((character) => `"${character}" (${codePoint(character)})`)
  const more = characters.length - MOST_CHARACTERS
  return `${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
