import type { DriverEnvironment } from '../driver.ts'
import { browserStorage } from '../local.ts'
import { type Launcher, opening } from './reasons.ts'

/** What this tab knows of one launch: its parameters, and what came of them. Ends with the tab. */
export interface LaunchFacts {
  readonly get: (name: string) => string | undefined
  readonly set: (facts: Readonly<Record<string, string>>) => void
  readonly remove: (...names: readonly string[]) => void
}

const NAME = 'launch'

/**
 * The parameters an LMS put into the address. They are kept in this tab's sessionStorage, so that a reload finds them, and
 * taken out of the address bar, where credentials would be seen, bookmarked and sent on. Where the browser keeps nothing the
 * address stays as it is, or a reload would lose the launch. A launch that is the kept one (`identity` is the same) keeps
 * what came of it. Undefined: the page was not launched by an LMS.
 */
export function takeLaunch(
  { window, course, part }: DriverEnvironment,
  names: readonly string[],
  identity?: string,
): LaunchFacts | undefined {
  const storage = browserStorage(window, course.id, part, 'sessionStorage')
  const address = new URLSearchParams(window.location.search)
  const given = Object.fromEntries(
    names.flatMap((name) => {
      const value = address.get(name)
      return value === null || value === '' ? [] : [[name, value] as const]
    }),
  )
  const kept = parse(storage.read(NAME))
  const launched = Object.keys(given).length > 0
  if (!launched && kept === undefined) return undefined
  const same = !launched || (identity !== undefined && kept?.[identity] === given[identity])
  let facts: Readonly<Record<string, string>> = same ? { ...kept, ...given } : given
  const write = (): boolean => storage.write(NAME, JSON.stringify(facts))
  if (write() && launched) {
    for (const name of names) address.delete(name)
    const rest = address.toString()
    const { pathname, hash } = window.location
    window.history.replaceState(null, '', `${pathname}${rest === '' ? '' : `?${rest}`}${hash}`)
  }
  return {
    get: (name) => facts[name],
    set: (more) => {
      facts = { ...facts, ...more }
      write()
    },
    remove: (...gone) => {
      facts = Object.fromEntries(Object.entries(facts).filter(([name]) => !gone.includes(name)))
      write()
    },
  }
}

function parse(text: string | undefined): Readonly<Record<string, string>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (typeof value !== 'object' || value === null) return undefined
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]) => (typeof one === 'string' ? [[name, one] as const] : [])),
    )
  } catch {
    return undefined
  }
}

/** An absolute web address, or undefined. An endpoint or a return address is nothing else: above all no script. */
export function webAddress(window: Window, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    const { href, protocol } = new URL(text, window.location.href)
    return protocol === 'https:' || protocol === 'http:' ? href : undefined
  } catch {
    return undefined
  }
}

/** "Basic" is the only scheme LMSs mean when they give none. */
export const authorizationOf = (credential: string): string =>
  /^[A-Za-z]+\s/.test(credential) ? credential : `Basic ${credential}`

/** What to tell a learner whose launch lacks something; it names what, for the administrator. */
export function incompleteLaunch({ name, again }: Launcher, read: Readonly<Record<string, unknown>>): string {
  const missing = Object.keys(read).filter((parameter) => read[parameter] === undefined)
  return `${opening(name)} opened this course without saying where to record it (${missing.join(', ')}). ${again} If this message comes back, tell its administrator.`
}
