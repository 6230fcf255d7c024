import { hash53, toBase64Url } from '../../../model/hash.ts'
import type { CompiledCourse } from '../../../model/schema-types.ts'
import { decodeState } from '../../../model/state/codec.ts'
import type { BrowserStorage } from '../local.ts'

/** One learner's newest progress in this browser, for the case that the LMS does not get it. */
export interface Copy {
  /**
   * What the learner goes on from, given what the LMS has. It is the LMS's record unless that stands still at a point the copy
   * has passed, or cannot be read. `untouched`: the LMS knows of no earlier session, so a copy is of an attempt that it has
   * taken back.
   */
  readonly resume: (kept: string, untouched: boolean) => { readonly state: string; readonly recovered: boolean }
  /** Whether this browser holds the state. Never throws. */
  readonly keep: (state: string) => boolean
}

/** Some of these is what an LMS may have stopped at; a longer time offline than so many saves is not made up for. */
const LONGEST_TRAIL = 1000
/** 53 bits. */
const PRINT_LENGTH = 9
const print = (text: string): string => toBase64Url(hash53(text), PRINT_LENGTH)

const none: Copy = { resume: (state) => ({ state, recovered: false }), keep: () => false }

/**
 * Keeps `state print print …`: the newest state, and of each state before it in the same line a fingerprint. `learner` tells
 * the learners of a shared computer apart: only its hash is kept, and without it nothing is.
 */
export function openCopy(storage: BrowserStorage, course: CompiledCourse, learner: string): Copy {
  if (learner === '' || !storage.lasting) return none
  const name = `copy:${print(`${course.id}\n${learner}`)}`
  let latest = ''
  let trail: readonly string[] = []

  /** Whether the copy goes on from what the LMS has. */
  const isAhead = (state: string, passed: readonly string[], kept: string, untouched: boolean): boolean => {
    if (state === kept || 'refused' in decodeState(course, state)) return false
    if (kept === '') return !untouched
    const decoded = decodeState(course, kept)
    return 'refused' in decoded ? decoded.refused === 'damaged' : passed.includes(print(kept))
  }

  return {
    resume: (kept, untouched) => {
      const [state = '', ...passed] = (storage.read(name) ?? '').split(' ')
      const recovered = isAhead(state, passed, kept, untouched)
      latest = recovered ? state : kept
      trail = recovered ? passed : []
      if (!recovered) storage.remove(name)
      else if (kept !== '' && 'refused' in decodeState(course, kept)) storage.write('refused', kept)
      return { state: latest, recovered }
    },
    keep: (state) => {
      if (state === latest) return true
      trail = [...trail, print(latest)].slice(-LONGEST_TRAIL)
      latest = state
      return storage.write(name, [state, ...trail].join(' '))
    },
  }
}
