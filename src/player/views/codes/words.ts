import { useApp } from '../../app/context.ts'
import { enCoding } from '../../messages/en-coding.ts'

/** Languages that code entry speaks. Adding one: a file of the same shape and a line here. */
const languages: Readonly<Record<string, typeof enCoding>> = { en: enCoding }

/** What every part of the player has, with the words of code entry among its own. */
export function useCoding() {
  const app = useApp()
  return { ...app, words: { ...app.words, ...(languages[app.words.language] ?? enCoding) } }
}
