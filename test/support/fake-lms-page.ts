/** What a test tells the LMS side of a page, in its address behind `#`. */
export interface PageOptions {
  /** Milliseconds until the API is there. */
  readonly late?: number
  readonly booleans?: boolean
  /** The record at the first launch. */
  readonly record?: Readonly<Record<string, string>>
  /** How many commits fail, after how many that succeed. */
  readonly failingCommits?: { readonly after: number; readonly count: number }
  /** Setting a value throws. */
  readonly broken?: boolean
  /** Milliseconds for which each commit stops the page. */
  readonly blocking?: number
  /** The session cannot be opened. */
  readonly closed?: boolean
  /** Without a network, everything is answered with "true" and nothing arrives. */
  readonly lying?: boolean
  /** Characters of the saved progress that are kept: cut off at once, or on their way to the server. */
  readonly cut?: { readonly at: number; readonly by: 'api' | 'server' }
  /** Values are stored as HTML. */
  readonly escaping?: boolean
  /** Calls, and elements set, are counted and not written down. */
  readonly counting?: boolean
  /** What stands for an empty value; numbers come as numbers then. */
  readonly empty?: 'null' | 'undefined' | 'word'
}

interface Lms {
  open(): unknown
  readonly refusals: readonly unknown[]
}

interface LmsOptions {
  readonly record: Readonly<Record<string, string>>
  readonly booleans?: boolean
  readonly hold?: (element: string, value: string) => string
  readonly give?: (value: string) => unknown
  readonly lost?: () => boolean
  readonly disturb: (name: string, parameters: readonly unknown[]) => number | Error | undefined
  readonly keep: (record: Readonly<Record<string, string>>) => void
}

const kept = (name: string): string | null => localStorage.getItem(`lms:${name}`)
const keep = (name: string, value: unknown): void => localStorage.setItem(`lms:${name}`, JSON.stringify(value))

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const empties = { null: null, undefined: undefined, word: 'null' } as const

/** What `PageOptions` make of the values on their way in and out. */
function handling({ cut, lying, escaping, empty }: PageOptions) {
  const cutOff = (by: 'api' | 'server', element: string, value: string): string =>
    cut?.by === by && element === 'cmi.suspend_data' ? value.slice(0, cut.at) : value
  const give = (value: string): unknown => {
    if (value === '') return empties[empty ?? 'word']
    return /^\d+$/.test(value) ? Number(value) : value
  }
  return {
    hold: (element: string, value: string): string => cutOff('api', element, value),
    ...(empty === undefined ? {} : { give }),
    ...(lying === true ? { lost: (): boolean => !navigator.onLine } : {}),
    arrive: (record: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(
        Object.entries(record).map(([element, value]) => {
          const whole = cutOff('server', element, value)
          return [element, escaping === true ? escaped(whole) : whole]
        }),
      ),
  }
}

/**
 * The LMS side of a page: puts a strict LMS where a course looks for it. The learner's record and the calls outlive the page in
 * its localStorage, as an LMS keeps them on its server.
 */
export function installLms(name: string, create: (options: LmsOptions) => Lms): void {
  const options = JSON.parse(decodeURIComponent(location.hash.slice(1)) || '{}') as PageOptions
  const log = JSON.parse(kept('log') ?? '[]') as unknown[]
  let commits = 0
  const counts: Record<string, number> = {}
  function tally(call: string, [element]: readonly unknown[]): void {
    const set = call.endsWith('SetValue') ? [String(element).replace(/\.\d+(?=\.)/g, '.n')] : []
    for (const name of [call, ...set]) counts[name] = (counts[name] ?? 0) + 1
    if (!call.endsWith('Value')) keep('counts', counts)
  }

  function disturb(call: string, parameters: readonly unknown[]): number | Error | undefined {
    if (options.counting === true) tally(call, parameters)
    else {
      log.push([call, ...parameters])
      keep('log', log)
    }
    if (options.closed === true && call.endsWith('Initialize')) return 101
    if (call.endsWith('Commit') && options.blocking !== undefined) {
      for (const until = performance.now() + options.blocking; performance.now() < until; );
    }
    if (options.broken === true && call.endsWith('SetValue')) return new Error('The connection to the server was lost')
    if (!call.endsWith('Commit') || options.failingCommits === undefined) return undefined
    const { after, count } = options.failingCommits
    commits += 1
    return commits > after && commits <= after + count ? 101 : undefined
  }

  const { arrive, ...handled } = handling(options)
  const lms = create({
    ...handled,
    record: JSON.parse(kept('record') ?? JSON.stringify(options.record ?? {})) as Record<string, string>,
    ...(options.booleans === undefined ? {} : { booleans: options.booleans }),
    disturb,
    keep: (record) => {
      // Hundreds of answers are written to the page's storage once, when the session ends.
      if (options.counting === true && Object.keys(record).some((element) => element.endsWith('.exit'))) return
      keep('record', arrive(record))
      keep('refusals', lms.refusals)
    },
  })
  const install = (): void => {
    Object.assign(globalThis, { [name]: lms.open() })
  }
  if (options.late === undefined) install()
  else setTimeout(install, options.late)
}
