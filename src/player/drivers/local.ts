import type { Connection, Driver, DriverEnvironment, Launch } from './driver.ts'

/** A place for one string per name that outlives the page, if the browser lets us have one. */
export interface BrowserStorage {
  /** False in private windows, sandboxed frames and browsers that block site data. */
  readonly lasting: boolean
  read(name: string): string | undefined
  /** Whether the value was kept. */
  write(name: string, value: string): boolean
}

/** localStorage, where reading and writing it may throw at any time (blocked, full, taken away by settings). */
export function browserStorage(window: Window, courseId: string): BrowserStorage {
  const key = (name: string): string => `chartwright:${courseId}:${name}`
  const attempt = <T>(step: () => T): T | undefined => {
    try {
      return step()
    } catch {
      return undefined
    }
  }
  const write = (name: string, value: string): boolean =>
    attempt(() => {
      window.localStorage.setItem(key(name), value)
      return window.localStorage.getItem(key(name)) === value
    }) ?? false
  return {
    lasting: write('probe', '1'),
    read: (name) => attempt(() => window.localStorage.getItem(key(name))) ?? undefined,
    write,
  }
}

/** No record keeper: progress stays in this browser, or only in this page where the browser keeps nothing. */
export function localConnection({ window, course }: DriverEnvironment): Connection {
  const storage = browserStorage(window, course.id)
  const state = storage.read('state')
  return {
    connected: false,
    mode: 'normal',
    ...(storage.lasting ? {} : { volatile: true }),
    ...(state === undefined ? {} : { state }),
    canExit: false,
    report: () => {},
    save: async (snapshot) => keep(snapshot.state),
    exit: async (snapshot) => keep(snapshot.state),
    leave: (snapshot) => {
      storage.write('state', snapshot.state)
    },
  }

  function keep(text: string) {
    // In a page that keeps nothing there is nothing to retry: the banner has said so from the start.
    if (!storage.lasting || storage.write('state', text)) return { saved: true } as const
    return { saved: false, reason: 'The browser refused to store it.' } as const
  }
}

export const local: Driver<Extract<Launch, { driver: 'local' }>> = async (_, environment) =>
  localConnection(environment)
