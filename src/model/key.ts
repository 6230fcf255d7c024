import { hash53, toBase64Url } from './hash.ts'

/** How many characters of base64url name a thing in saved progress: 24 bits. */
export const KEY_LENGTH = 4

/**
 * The short, permanent name of a module, section or question in saved progress. It depends on the id alone, so that
 * progress survives a new version of the course. The compiler refuses a course in which two questions share one.
 */
export const stateKey = (id: string): string => toBase64Url(hash53(id), KEY_LENGTH)
