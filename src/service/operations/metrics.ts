import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { AnsweredRequest } from '../http/request-log.ts'
import type { Probed } from './probe.ts'
import type { ProcessUsage } from './process-usage.ts'

interface Description {
  readonly kind: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly labels?: readonly string[]
}

/** Every metric there is. No label ever holds what a client made up, so that their number is bounded and nobody is named. */
export const metricTable = {
  chartwright_http_requests_total: {
    kind: 'counter',
    help: 'Requests answered, by method, route pattern and status.',
    labels: ['method', 'route', 'status'],
  },
  chartwright_http_request_seconds: {
    kind: 'histogram',
    help: 'Time until the answer was ready, by method, route pattern and class of status (2xx).',
    labels: ['method', 'route', 'status'],
  },
  chartwright_http_requests_in_flight: { kind: 'gauge', help: 'Requests that are being worked on.' },
  chartwright_http_refused_total: {
    kind: 'counter',
    help: 'Connections refused before there was a request: malformed, headers (too large), slow, full (too many).',
    labels: ['reason'],
  },
  chartwright_statements_stored_total: {
    kind: 'counter',
    help: 'Statements stored since the store was made; the same number from every process on one database.',
  },
  chartwright_awards_waiting: {
    kind: 'gauge',
    help: 'Statements that were stored and that the awards have not looked at yet.',
  },
  chartwright_database_up: { kind: 'gauge', help: '1 when the database answers, 0 when it does not.' },
  chartwright_database_probe_seconds: { kind: 'gauge', help: 'How long the latest read of one row took.' },
  chartwright_database_bytes: {
    kind: 'gauge',
    help: 'Size of the database: the file without its log (SQLite), or the whole database (PostgreSQL).',
  },
  process_cpu_seconds_total: { kind: 'counter', help: 'CPU time of the process, user and system.' },
  process_resident_memory_bytes: { kind: 'gauge', help: 'Memory the process holds.' },
  nodejs_heap_used_bytes: { kind: 'gauge', help: 'Memory of that in use by JavaScript.' },
  nodejs_eventloop_active_seconds_total: {
    kind: 'counter',
    help: 'Time the event loop spent working; a rate near 1 means that the process is at its limit.',
  },
} as const satisfies Readonly<Record<string, Description>>

type Name = keyof typeof metricTable
type Of<K extends Description['kind']> = { [N in Name]: (typeof metricTable)[N]['kind'] extends K ? N : never }[Name]

/** Why a connection was refused before there was a request. */
export type RefusedConnection = 'malformed' | 'headers' | 'slow' | 'full'

export interface Metrics {
  /** A request has come; call what is returned when its answer is ready. */
  readonly request: () => (answered: AnsweredRequest) => void
  readonly refused: (reason: RefusedConnection) => void
  /** All of them in the text format of Prometheus. */
  readonly text: (read: {
    readonly database: Probed
    readonly databaseBytes: number | undefined
    readonly usage: ProcessUsage
  }) => Promise<string>
  readonly contentType: string
}

/** 0.25 ms to 10 s: a single statement takes below one millisecond, a large batch seconds. */
const BUCKETS = [0.000_25, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** HTTP has many more; a client must not be able to make a series of its own. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])

export function createMetrics(registry: Registry): Metrics {
  const described = (name: Name) => {
    const { help, ...rest }: Description = metricTable[name]
    return { name, help, labelNames: [...(rest.labels ?? [])], registers: [registry] }
  }
  const counter = (name: Of<'counter'>) => new Counter(described(name))
  const gauge = (name: Of<'gauge'>) => new Gauge(described(name))

  const requests = counter('chartwright_http_requests_total')
  const seconds = new Histogram({ ...described('chartwright_http_request_seconds'), buckets: BUCKETS })
  const inFlight = gauge('chartwright_http_requests_in_flight')
  const refused = counter('chartwright_http_refused_total')
  const statements = counter('chartwright_statements_stored_total')
  const waiting = gauge('chartwright_awards_waiting')
  const up = gauge('chartwright_database_up')
  const probe = gauge('chartwright_database_probe_seconds')
  const bytes = gauge('chartwright_database_bytes')
  const cpu = counter('process_cpu_seconds_total')
  const resident = gauge('process_resident_memory_bytes')
  const heap = gauge('nodejs_heap_used_bytes')
  const loop = counter('nodejs_eventloop_active_seconds_total')

  return {
    contentType: registry.contentType,
    request: () => {
      inFlight.inc()
      return ({ method: asked, route, status, seconds: took }) => {
        inFlight.dec()
        const method = METHODS.has(asked) ? asked : 'other'
        requests.inc({ method, route, status })
        seconds.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, took)
      }
    },
    refused: (reason) => refused.inc({ reason }),
    text: ({ database, databaseBytes, usage }) => {
      up.set(database.up ? 1 : 0)
      // While it is down, what it said last stands: a gap would look like a restart.
      if (database.up) {
        probe.set(database.seconds)
        waiting.set(database.waiting)
        setTotal(statements, database.statements)
      }
      if (databaseBytes !== undefined) bytes.set(databaseBytes)
      setTotal(cpu, usage.cpuSeconds)
      setTotal(loop, usage.loopSeconds)
      resident.set(usage.residentBytes)
      heap.set(usage.heapBytes)
      return registry.metrics()
    },
  }
}

/** Something else counts; we only tell. */
function setTotal(counter: Counter, total: number): void {
  counter.reset()
  counter.inc(total)
}
