// What a code book of all of ICD-10-CM weighs, and how fast it is read and searched. `node test/bench/codebook.mjs <store> [edition]`
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openSources } from '../../dist/app/cli/codes/book.js'
import { readObject, readStore } from '../../dist/app/cli/codes/store.js'
import { readFrontCode } from '../../dist/app/codes/book/front-code.js'
import { makeBook } from '../../dist/app/codes/book/make.js'
import { openSearch } from '../../dist/app/codes/book/search.js'
import { readEdition } from '../../dist/app/codes/edition.js'
import { codeBookScript } from '../../dist/app/packages/codebook.js'

const [store = '.chartwright/codes', name = 'icd10cm@2026-10-01'] = process.argv.slice(2)
const folder = resolve(store)
const index = readStore(folder)
const target = readEdition(name)
if ('because' in index || target === undefined) throw new Error(index.because ?? `${name} is no edition`)
const sources = openSources(index, (digest) => readObject(folder, digest))

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
const zipped = (shards) =>
  [...shards].reduce((sum, [shard, value]) => sum + gzipSync(codeBookScript(shard, value), { level: 9 }).length, 0)
const bookOf = (chapters) => {
  const { shards, lacking } = makeBook(
    { systems: [target.system], chapters, notes: true, headers: true },
    [],
    target.effective,
    sources,
  )
  if (lacking.length > 0) throw new Error(JSON.stringify(lacking))
  const all = [...shards]
  return {
    codes: all.filter(([, { kind }]) => kind === 'codes'),
    notes: all.filter(([, { kind }]) => kind === 'notes'),
  }
}

for (const { label, chapters } of [
  { label: 'all chapters', chapters: 'all' },
  { label: 'chapters 4, 9, 10', chapters: [4, 9, 10] },
]) {
  const { codes, notes } = bookOf(chapters)
  console.log(`${name}, ${label}: ${codes.length} files of codes ${kB(zipped(codes))}, notes ${kB(zipped(notes))}`)
}
const player = ['codebook.js', 'codebook.css'].map((file) =>
  gzipSync(readFileSync(new URL(`../../dist/app/player/${file}`, import.meta.url)), { level: 9 }),
)
console.log(`codebook.js and codebook.css: ${kB(player[0].length + player[1].length)}`)

const { codes } = bookOf('all')
const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1]
const reading = []
const indexing = []
let entries = []
let search = openSearch([])
for (let run = 0; run < 5; run++) {
  const began = performance.now()
  entries = codes.flatMap(([, shard]) => readFrontCode(shard.entries)).sort((a, b) => (a.code < b.code ? -1 : 1))
  const read = performance.now()
  search = openSearch(entries)
  reading.push(read - began)
  indexing.push(performance.now() - read)
}
console.log(
  `${entries.length} codes and headers: read in ${median(reading).toFixed(0)} ms, index built in ${median(indexing).toFixed(0)} ms`,
)
const took = Array.from({ length: 2000 }, (_, i) => {
  const { code, title } = entries[(i * 7919) % entries.length]
  const query = i % 2 === 0 ? code.slice(0, 4) : title.split(' ').slice(0, 3).join(' ')
  const began = performance.now()
  search.find(query, 50)
  return performance.now() - began
}).sort((a, b) => a - b)
console.log(`2,000 searches: half in ${took[1000].toFixed(2)} ms, 95 % in ${took[1900].toFixed(2)} ms`)
