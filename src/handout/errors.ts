/** Characters that no font of a PDF handout can draw. The HTML handout shows them. */
export class HandoutError extends Error {
  override readonly name = 'HandoutError'
  readonly module: string
  /** In order of appearance, each once. */
  readonly characters: readonly string[]

  constructor(module: string, characters: readonly string[]) {
    const named = characters.map((character) => `"${character}" (${codePoint(character)})`)
    super(`The fonts of PDF handouts cannot print ${named.join(', ')} in the module ${module}.`)
    this.module = module
    this.characters = characters
  }
}

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
