import { en } from './en.ts'

export type Messages = typeof en

/** Languages the player itself speaks. Adding one: a file of the same shape and a line here. */
const languages: Readonly<Record<string, Messages>> = { en }

/** The player's words for a course in this language (BCP 47); English where there are none. */
export const messagesFor = (language: string): Messages => languages[language.split('-')[0] ?? ''] ?? en
