import type { Connection, Driver, DriverEnvironment, Launch } from './driver.ts'

/** A place for one string per name that outlives the page, if the browser lets us have one. */
export interface BrowserStorage {
  /** False in private windows, sandboxed frames and browsers that block site data. */
  readonly lasting: boolean
  read(name: string): string | undefined
  /** Whether the value was kept. */
  write(name: string, value: string): boolean
  remove(name: string): void
}

/**
 * localStorage, or the sessionStorage of one tab, where reading and writing may throw at any time (blocked, full, taken
 * away by settings). Each part of a course has a place of its own.
 */
export function browserStorage(
  window: Window,
  courseId: string,
  part?: string,
  area: 'localStorage' | 'sessionStorage' = 'localStorage',
): BrowserStorage {
  const owner = part === undefined ? courseId : `${courseId}/${part}`
  const key = (name: string): string => `chartwright:${owner}:${name}`
  const attempt = <T>(step: () => T): T | undefined => {
    try {
      return step()
    } catch {
      return undefined
    }
  }
  const write = (name: string, value: string): boolean =>
    attempt(() => {
      window[area].setItem(key(name), value)
      return window[area].getItem(key(name)) === value
    }) ?? false
  return {
    lasting: write('probe', '1'),
    read: (name) => attempt(() => window[area].getItem(key(name))) ?? undefined,
    write,
    remove: (name) => attempt(() => window[area].removeItem(key(name))),
  }
}

/**
 * No record keeper: progress stays in this browser, or only in this page where the browser keeps nothing. `shared`: whose
 * progress it is cannot be told, so it ends with the tab and the next person at this computer does not meet it.
 */
export function localConnection({ window, course, part }: DriverEnvironment, shared = false): Connection {
  const storage = browserStorage(window, course.id, part, shared ? 'sessionStorage' : 'localStorage')
  const state = storage.read('state')
  return {
    connected: false,
    mode: 'normal',
    ...(storage.lasting && !shared ? {} : { volatile: true }),
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
