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
}

interface Lms {
  open(): unknown
  readonly refusals: readonly unknown[]
}

interface LmsOptions {
  readonly record: Readonly<Record<string, string>>
  readonly booleans?: boolean
  readonly disturb: (name: string, parameters: readonly unknown[]) => number | Error | undefined
  readonly keep: (record: Readonly<Record<string, string>>) => void
}

const kept = (name: string): string | null => localStorage.getItem(`lms:${name}`)
const keep = (name: string, value: unknown): void => localStorage.setItem(`lms:${name}`, JSON.stringify(value))

/**
 * The LMS side of a page: puts a strict LMS where a course looks for it. The learner's record and the calls outlive the page in
 * its localStorage, as an LMS keeps them on its server.
 */
export function installLms(name: string, create: (options: LmsOptions) => Lms): void {
  const options = JSON.parse(decodeURIComponent(location.hash.slice(1)) || '{}') as PageOptions
  const log = JSON.parse(kept('log') ?? '[]') as unknown[]
  let commits = 0

  function disturb(call: string, parameters: readonly unknown[]): number | Error | undefined {
    log.push([call, ...parameters])
    keep('log', log)
    if (options.broken === true && call.endsWith('SetValue')) return new Error('The connection to the server was lost')
    if (!call.endsWith('Commit') || options.failingCommits === undefined) return undefined
    const { after, count } = options.failingCommits
    commits += 1
    return commits > after && commits <= after + count ? 101 : undefined
  }

  const lms = create({
    record: JSON.parse(kept('record') ?? JSON.stringify(options.record ?? {})) as Record<string, string>,
    ...(options.booleans === undefined ? {} : { booleans: options.booleans }),
    disturb,
    keep: (record) => {
      keep('record', record)
      keep('refusals', lms.refusals)
    },
  })
  const install = (): void => {
    Object.assign(globalThis, { [name]: lms.open() })
  }
  if (options.late === undefined) install()
  else setTimeout(install, options.late)
}
