// `npm run bench`: what building a large course costs, and how that compares to the least it could cost.
//   --runs <n>  how often each is measured (5); medians are printed
//   --json      for programs
//   --check     fails when an aim is missed
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { generate } from './generate.mjs'

const here = fileURLToPath(new URL('./', import.meta.url))
const app = fileURLToPath(new URL('../../dist/app/', import.meta.url))
const { values } = parseArgs({
  options: { runs: { type: 'string' }, json: { type: 'boolean' }, check: { type: 'boolean' } },
})
const targets = ['scorm12', 'scorm2004-3rd', 'scorm2004', 'cmi5', 'xapi', 'web']
const runs = Number(values.runs ?? 5)

const folder = mkdtempSync(join(tmpdir(), 'chartwright-bench-'))
try {
  const report = measureAll()
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else print(report)
  if (values.check && report.aims.some(({ met }) => !met)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function measureAll() {
  const course = join(folder, 'course')
  const { sections, questions, characters } = generate(course)
  const out = join(folder, 'dist')
  const zip = join(out, 'bench-scorm12.zip')
  const build = [join(app, 'cli/bin.js'), 'build', course, '--out', out, '--json']
  const everyTarget = [...build, ...targets.flatMap((target) => ['--target', target])]

  const fresh = repeat(() => {
    rmSync(out, { recursive: true, force: true })
    return measure(build)
  })
  const allTargets = repeat(() => {
    rmSync(out, { recursive: true, force: true })
    return measure(everyTarget)
  })
  const made = JSON.parse(spawnSync(process.execPath, everyTarget, { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout)
  const files = Math.max(...made.packages.map((one) => one.files))
  const oneChanged = repeat((run) => {
    // A module is changed back and forth; its text is not among those the cache holds.
    const path = join(course, 'modules/01-module.md')
    cpSync(path, `${path}.before`)
    spawnSync('sh', ['-c', `echo "Changed ${run}." >> "${path}"`])
    const usage = measure(build)
    cpSync(`${path}.before`, path)
    rmSync(`${path}.before`)
    return usage
  })
  measure(build)
  const unchanged = repeat(() => measure(build))
  const floor = repeat(() => measure([join(here, 'floor.mjs'), course, zip]))
  const start = repeat(() => measure([join(app, 'cli/bin.js'), '--version']))

  const player = ['index.html', 'player.js', 'player.css'].map((name) => join(app, 'player', name)).filter(existsSync)
  const playerGzip = player.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0)
  const playerBytes = player.reduce((sum, path) => sum + statSync(path).size, 0)
  const ratio = fresh.seconds / floor.seconds
  return {
    node: process.version,
    runs,
    course: { sections, questions, characters },
    build: fresh,
    allTargets,
    oneChanged,
    unchanged,
    floor,
    start,
    packageBytes: statSync(zip).size,
    playerGzip,
    playerBytes,
    files,
    ratio,
    aims: [
      aim('CPU of a build, × the floor', ratio, 2),
      aim('CPU of a build, s', fresh.seconds, 3),
      aim('CPU of all six targets, s', allTargets.seconds, 5),
      aim('peak memory, MB', fresh.megabytes, 300),
      aim('unchanged rebuild, share of the CPU of a build', unchanged.seconds / fresh.seconds, 0.1),
      aim('player, kB gzip', playerGzip / 1000, 60),
      aim('player, kB unzipped', playerBytes / 1000, 200),
      aim('files of a package (this course has no media)', files, 25),
    ],
  }
}

function aim(name, is, most) {
  return { name, is: Number(is.toFixed(3)), most, met: is <= most }
}

/** Medians of what a program used over several runs. */
function repeat(once) {
  const all = Array.from({ length: runs }, (_, run) => once(run))
  const median = (key) => all.map((usage) => usage[key]).sort((a, b) => a - b)[Math.floor(all.length / 2)]
  return { seconds: median('seconds'), megabytes: median('megabytes'), wall: median('wall') }
}

function measure(argv) {
  const file = join(folder, 'usage.json')
  rmSync(file, { force: true })
  const { status, stderr } = spawnSync(process.execPath, ['--import', join(here, 'usage.mjs'), ...argv], {
    env: { ...process.env, BENCH_USAGE: file, XDG_CACHE_HOME: join(folder, 'home') },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}\n${stderr.slice(0, 2000)}`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

function print({ node, course, aims, packageBytes, ...measured }) {
  console.log(
    `Node ${node}, medians of ${runs} runs. ${course.sections} sections, ${course.questions} questions, ${(course.characters / 1e6).toFixed(2)} MB of text.\n`,
  )
  const rows = {
    build: 'build, SCORM 1.2',
    allTargets: 'build, six targets',
    oneChanged: 'one module changed',
    unchanged: 'unchanged rebuild',
    floor: 'floor',
    start: '--version',
  }
  console.log(`${''.padEnd(20)}${'CPU s'.padStart(8)}${'peak MB'.padStart(9)}${'wall s'.padStart(8)}`)
  for (const [key, name] of Object.entries(rows)) {
    const { seconds, megabytes, wall } = measured[key]
    console.log(
      `${name.padEnd(20)}${seconds.toFixed(2).padStart(8)}${megabytes.toFixed(0).padStart(9)}${wall.toFixed(2).padStart(8)}`,
    )
  }
  console.log(`\npackage ${(packageBytes / 1e3).toFixed(0)} kB\n`)
  for (const { name, is, most, met } of aims)
    console.log(`${met ? 'met   ' : 'MISSED'}  ${name}: ${is} (at most ${most})`)
}
