import type { Fault, Lms } from './lms.ts'

/** Writes to the LMS what differs from what it has taken, and commits when something was written. */
export interface Writer {
  /** Sets the element unless the LMS has this value from us already. One fault at most. */
  readonly set: (element: string, value: string) => Fault[]
  /** Something was written past `set`. */
  readonly touch: () => void
  readonly commit: () => Fault[]
  /** The LMS may have lost what it took: all of it is set again. */
  readonly forget: () => void
}

export function openWriter(lms: Lms): Writer {
  /** Values the LMS has taken, by element. */
  const written = new Map<string, string>()
  /** Whether something was taken that no commit has confirmed. */
  let uncommitted = false
  return {
    set: (element, value) => {
      if (written.get(element) === value) return []
      const fault = lms.set(element, value)
      if (fault !== undefined) return [fault]
      written.set(element, value)
      uncommitted = true
      return []
    },
    touch: () => {
      uncommitted = true
    },
    commit: () => {
      if (!uncommitted) return []
      const fault = lms.commit()
      if (fault !== undefined) return [fault]
      uncommitted = false
      return []
    },
    forget: () => {
      written.clear()
      uncommitted = true
    },
  }
}
