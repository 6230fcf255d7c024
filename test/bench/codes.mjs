// How long it takes to hold 10,000 citations against an edition of the store. `node test/bench/codes.mjs <store> [edition]`
import { resolve } from 'node:path'
import { openLibrary } from '../../dist/app/cli/codes/open-library.js'
import { readObject, readStore } from '../../dist/app/cli/codes/store.js'
import { readEdition } from '../../dist/app/codes/edition.js'
import { checkFreshness } from '../../dist/app/codes/freshness.js'
import { written } from '../../dist/app/codes/system.js'

const [store = '.chartwright/codes', name = 'icd10cm@2026-10-01'] = process.argv.slice(2)
const folder = resolve(store)
const index = readStore(folder)
const target = readEdition(name)
if ('because' in index || target === undefined) throw new Error(index.because ?? `${name} is no edition`)
const open = () => openLibrary(index, (digest) => readObject(folder, digest))

// Codes of the edition before: most are valid, some revised, deleted or divided.
const before = open()
const older =
  before
    .editions(target.system)
    .filter((day) => day < target.effective)
    .at(-1) ?? target.effective
const all = [...before.codes(target.system, older).codes.values()].filter(({ billable }) => billable)
const citations = Array.from({ length: 10_000 }, (_, i) => ({
  system: target.system,
  code: written(target.system, all[(i * 7919) % all.length].code),
  place: { file: 'bench.md', line: i + 1, column: 1 },
  by: 'bench',
}))

const took = []
const cpu = []
for (let run = 0; run < 5; run++) {
  const library = open()
  const began = performance.now()
  const used = process.cpuUsage()
  const findings = checkFreshness(citations, {
    library,
    targets: new Map([[target.system, target.effective]]),
  })
  took.push(performance.now() - began)
  const { user, system } = process.cpuUsage(used)
  cpu.push((user + system) / 1000)
  if (run === 0) {
    const stale = findings.filter(({ statuses }) => statuses.some(({ is }) => is !== 'valid')).length
    console.log(
      `${citations.length} citations against ${name}: ${findings.length} codes, ${stale} not valid as they stand`,
    )
  }
}
const list = (all) => all.map((ms) => `${ms.toFixed(0)} ms`).join(', ')
console.log(`with reading both editions: ${list(took)}; of the processor ${list(cpu)}`)
