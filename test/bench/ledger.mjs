// How long it takes to hold a ledger of 10,000 entries against credentials. `node test/bench/ledger.mjs [entries]`
import { evaluate } from '../../dist/app/credentials/evaluate.js'
import { plan } from '../../dist/app/credentials/plan.js'
import { standings } from '../../dist/app/model/ledger.js'
import { loadCredentials } from '../../dist/app/validation/credential-files.js'

const count = Number(process.argv[2] ?? 10_000)
const { credentials, problems } = loadCredentials([])
if (problems.length > 0) throw new Error(problems[0].message)

const types = ['self-study', 'course', 'webinar', 'conference', 'other']
const domains = ['coding-and-classification', 'hiim', 'ethics', 'management', 'privacy']
const day = (n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)
const entry = (i) => ({
  kind: 'credit',
  id: `entry-${i}`,
  learner: 'ada',
  activity: `https://example.org/activities/${i}`,
  title: `Activity ${i}`,
  type: types[i % types.length],
  domains: [domains[(i * 7) % domains.length], domains[(i * 3 + 1) % domains.length]],
  credentials: [],
  credits: 1 + (i % 7) / 4,
  unit: { name: 'CEU', minutes: 60 },
  minutes: 60 + (i % 7) * 15,
  ...(i % 4 === 0 ? { approver: 'AHIMA' } : {}),
  approval: { approver: 'AHIMA', number: `A-${i}`, title: `Activity ${i}` },
  completedOn: day((i * 13) % 720),
  timeZone: 'UTC',
  source: 'hosted',
  evidence: { statements: [], certificate: `CW-${i}` },
  recordedBy: 'service',
  recordedAt: i,
})
const entries = Array.from({ length: count }, (_, i) => entry(i))
const offers = Array.from({ length: 50 }, (_, i) => ({
  ...entry(count + i),
  id: `offer-${i}`,
  proof: new Set(['certificate', 'approval']),
}))

// Limits that overlap, so that what counts has to be worked out.
const hard = structuredClone(credentials.get('example-nursing-board'))
hard.credential.id = 'overlapping-limits'
hard.credential.versions[0].rules = [
  ...types.slice(0, 3).map((type) => ({ id: type, text: type, kind: 'max', of: { types: [type] }, amount: 5 })),
  ...domains
    .slice(0, 3)
    .map((one) => ({ id: `${one}-most`, text: one, kind: 'max', of: { domains: [one] }, amount: 6 })),
  ...domains.map((one) => ({ id: one, text: one, kind: 'min', of: { domains: [one] }, amount: 3 })),
]

const list = (all) => all.map((ms) => `${ms.toFixed(1)} ms`).join(', ')
for (const { credential, file, sha256 } of [...credentials.values(), hard]) {
  const question = {
    credential,
    origin: { file, sha256 },
    holding: { since: '2026-01-01', extra: 1 },
    standings: standings(entries),
    today: '2026-11-22',
  }
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now()
    const { counted, rejected } = evaluate(question)
    if (new Set([...counted, ...rejected].map((one) => one.entry)).size !== count)
      throw new Error('entries are missing')
    return performance.now() - began
  })
  const began = performance.now()
  // In the next cycle, in which nothing has been earned yet.
  const { steps } = plan({ ...question, today: '2028-06-01' }, offers)
  const planned = performance.now() - began
  const { counted, rejected } = evaluate(question)
  console.log(
    `${credential.id}: ${count} entries, ${counted.length} counted, ${rejected.length} rejected: ${list(times)}; plan over ${offers.length} offers (${steps.length} steps) ${planned.toFixed(1)} ms`,
  )
}
