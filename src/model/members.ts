/** The members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>

/** Whether a value that was read from JSON is an object. */
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
