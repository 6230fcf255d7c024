// The load, in a process of its own: takes jobs from its parent and answers what it saw of each.
//   {url, authorization, kind, connections, seconds, world, space, rate?}
// Without `rate` every connection asks again as soon as it was answered. With it, requests are due at fixed times, and
// their latency counts from when they were due: a server that stands still cannot hide it.
import { Agent, request } from 'node:http'
import {
  AUTHORITY,
  activityOf,
  actorOf,
  COMMON_ACTIVITY,
  courseOf,
  idOf,
  random,
  statement,
  UNUSUAL_PAIRS,
  verbOf,
} from './lrs-statements.mjs'

const BATCH = 50
const PAGE = 25
const query = (parameters) => `/xapi/statements?${new URLSearchParams({ ...parameters, limit: String(PAGE) })}`

/** What is sent, by kind of request. `number` grows from request to request. */
const kinds = {
  post: ({ world, space }, number) => JSON.stringify(statement(world, number, space)),
  batch: ({ world, space }, number) =>
    JSON.stringify(Array.from({ length: BATCH }, (_, i) => statement(world, number * BATCH + i, space))),
  'by id': ({ world }, _, pick) => `/xapi/statements?statementId=${idOf(pick(world.size))}`,
  'by agent': ({ world }, _, pick) => query({ agent: JSON.stringify(actorOf(pick(world.actors))) }),
  'by verb and activity': ({ world }, _, pick) => {
    const activity = pick(world.activities)
    return query({ verb: verbOf(activity), activity: activityOf(activity) })
  },
  'by related activity': ({ world }, _, pick) =>
    query({ activity: courseOf(pick(world.courses)), related_activities: 'true' }),
  'common verb, rare activity': () => query(UNUSUAL_PAIRS[0]),
  'rare verb, common activity': () => query(UNUSUAL_PAIRS[1]),
  'both common, seldom met': () => query(UNUSUAL_PAIRS[2]),
  'by verb': ({ world }, _, pick) => query({ verb: verbOf(pick(world.verbs)) }),
  'by registration': ({ world }, _, pick) => query({ registration: idOf(pick(world.actors), 0xfeed) }),
  'by related agent + activity': ({ world }, _, pick) =>
    query({ agent: JSON.stringify(AUTHORITY), related_agents: 'true', activity: activityOf(pick(world.activities)) }),
  'by agent + activity': ({ world }, _, pick) =>
    query({ agent: JSON.stringify(actorOf(pick(world.actors))), activity: COMMON_ACTIVITY }),
  'by agent, oldest first, until': ({ world }, _, pick) =>
    query({ agent: JSON.stringify(actorOf(pick(world.actors))), ascending: 'true', until: '2100-01-01T00:00:00Z' }),
}

process.on('message', (job) => {
  run(job).then(
    (seen) => process.send?.(seen),
    (error) => process.send?.({ failed: String(error) }),
  )
})

async function run(job) {
  const { kind, connections, seconds, rate } = job
  const next = random(job.space * 7 + connections)
  const pick = (most) => Math.floor(next() * most)
  const writes = kind === 'post' || kind === 'batch'
  // Made before the clock starts, so that this process waits for the server and not the server for it.
  const many = Math.ceil((kind === 'batch' ? 500 : kind === 'post' ? 6_000 : 3_000) * seconds)
  const prepared = Array.from({ length: rate === undefined ? many : Math.ceil(rate * seconds) }, (_, number) =>
    kinds[kind](job, number, pick),
  )
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(job.url)
  const headers = { Authorization: job.authorization, 'X-Experience-API-Version': '2.0.0' }
  const ask = (what) =>
    new Promise((resolve, reject) => {
      const sent = writes
        ? { ...headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(what) }
        : headers
      const path = writes ? '/xapi/statements' : what
      const asked = request(
        { agent, hostname, port, path, method: writes ? 'POST' : 'GET', headers: sent },
        (answer) => {
          let bytes = 0
          let begin = ''
          answer.on('data', (piece) => {
            if (bytes === 0) begin = piece.toString('utf8', 0, 200)
            bytes += piece.length
          })
          answer.on('end', () =>
            answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${answer.statusCode} ${begin}`)),
          )
        },
      )
      asked.on('error', reject)
      asked.end(writes ? what : undefined)
    })

  const latencies = []
  let sent = 0
  let bytes = 0
  const began = performance.now()
  const end = began + seconds * 1000
  const worker = async () => {
    while (sent < prepared.length) {
      const number = sent++
      const due = rate === undefined ? performance.now() : began + (number / rate) * 1000
      if (rate === undefined && due >= end) {
        sent -= 1
        return
      }
      const early = due - performance.now()
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
      const answered = await ask(prepared[number])
      bytes += answered
      latencies.push(performance.now() - due)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const wall = (performance.now() - began) / 1000
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  const statements = latencies.length * (kind === 'batch' ? BATCH : 1)
  return {
    requests: latencies.length,
    statements,
    wall,
    p50: at(0.5),
    p99: at(0.99),
    bytes: bytes / latencies.length,
    ranOut: sent >= prepared.length && rate === undefined,
  }
}
