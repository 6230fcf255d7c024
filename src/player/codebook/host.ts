import { isMembers } from '../../model/members.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'

export type Volumes = NonNullable<CompiledCourse['codebook']>

/** What the player gives the code book to work with. */
export interface BookHost {
  readonly volumes: Volumes
  /** A code was looked up. */
  readonly lookedUp: () => void
  /** Whether there is a field that a code can be put into. */
  readonly canInsert: () => boolean
  /** Puts a code into the field that had the focus last, and the focus back into it. */
  readonly insert: (code: string) => void
  /** The learner has closed it. */
  readonly closed: () => void
}

/** What `codebook.js` gives the player. */
export interface CodeBookPlayer {
  readonly show: (host: BookHost) => void
  readonly hide: () => void
}

/** Global under which `codebook.js` leaves a `CodeBookPlayer`, and the one that the files of its codes call. */
export const PLAYER_GLOBAL = 'chartwrightCodeBook'
export const SHARD_GLOBAL = 'chartwrightCodes'

export function codeBookPlayer(): CodeBookPlayer | undefined {
  const found: unknown = Reflect.get(globalThis, PLAYER_GLOBAL)
  return isPlayer(found) ? found : undefined
}

const isPlayer = (value: unknown): value is CodeBookPlayer =>
  isMembers(value) && typeof value.show === 'function' && typeof value.hide === 'function'

/** Runs a script that lies beside the page. Rejects when it cannot be loaded; it may be tried again. */
export const runScript = (src: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = src
    script.onload = () => resolve()
    script.onerror = () => {
      script.remove()
      reject(new Error(src))
    }
    document.head.append(script)
  })
