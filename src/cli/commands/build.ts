import { resolve } from 'node:path'
import { fingerprint } from '../../compiler/fingerprint.ts'
import { openFolder } from '../../compiler/folder.ts'
import { loadCourse, sha256 } from '../../compiler/load.ts'
import { targets } from '../../packages/index.ts'
import type { Files } from '../../packages/target.ts'
import type { Problem } from '../../problems/problem.ts'
import { summaryText, textReport } from '../../problems/text.ts'
import { dayOf } from '../build/day.ts'
import { type BuildRecord, courseStands, packageStands, readRecord } from '../build/record.ts'
import { type BuiltCourse, buildJson, buildTable } from '../build/report.ts'
import { openStage, type Stage } from '../build/stage.ts'
import { type Command, command, wrongUsage } from '../command.ts'
import { type CourseFolder, courseFolders, fromHere } from '../course-folder.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, wantsColour } from '../io.ts'
import { PLAYER_MISSING, packagedPlayer, playerHash } from '../player-files.ts'
import { showProgress } from '../progress.ts'
import { toolHash } from '../tool-hash.ts'

/** @param readPlayer the built player, which goes into every package; undefined when it has not been built */
export const makeBuild = (readPlayer: () => Files | undefined): Command =>
  command({
    name: 'build',
    summary: 'Make packages for learning management systems, and the compiled course for `chartwright serve`',
    usage: '<course>… [options]',
    positionals: true,
    options: {
      target: {
        type: 'string',
        multiple: true,
        choices: Object.keys(targets),
        summary: 'Package format; those that the course names when left out',
      },
      out: { type: 'string', value: '<dir>', summary: 'Folder for what is made; dist when left out' },
      json: { type: 'boolean', summary: 'Print what was made as JSON' },
    },
    notes: [
      `Package formats\n${Object.values(targets)
        .map(({ name, summary }) => `  ${name}  ${summary}`)
        .join('\n')}`,
      'When a course has an error nothing is written, and what an earlier build made stays as it is.',
    ],
    run: async ({ target, out = 'dist', json = false }, written, io) => {
      if (written.length === 0)
        return wrongUsage(io, 'No course was named.', 'Try: chartwright build courses/my-course')
      const everything = readPlayer()
      if (everything === undefined) {
        io.stderr(`chartwright: ${PLAYER_MISSING}\n`)
        return EXIT.io
      }
      const player = packagedPlayer(everything)
      const stage = openStage(resolve(io.cwd, out), io.now())
      try {
        const result = await buildAll(courseFolders(written, io), { out, stage, player, targets: target }, io)
        const twice = sameId(result.built)
        if (twice !== undefined) {
          return wrongUsage(
            io,
            `Two of the courses have the id ${twice}; one would overwrite the other.`,
            'Build them into different folders with --out.',
          )
        }
        const failed = result.failed
        if (!failed) stage.commit()
        const built = failed ? [] : result.built
        if (!json) talk(result.problems, failed, io)
        if (json) io.stdout(buildJson(built, out, result.problems))
        else if (!failed) io.stdout(buildTable(built, out))
        return failed ? EXIT.problems : EXIT.fine
      } finally {
        stage.close()
      }
    },
  })

interface Building {
  readonly out: string
  readonly stage: Stage
  readonly player: Files
  readonly targets: readonly string[] | undefined
}

/** Builds each course into the stage; all are looked at even when one has errors. */
async function buildAll(
  folders: readonly CourseFolder[],
  building: Building,
  io: Io,
): Promise<{ built: BuiltCourse[]; problems: Problem[]; failed: boolean }> {
  const hash = playerHash(building.player)
  const version = toolHash()
  const out = resolve(io.cwd, building.out)
  const built: BuiltCourse[] = []
  const problems: Problem[] = []
  let failed = false
  for (const folder of folders) {
    const began = io.now()
    const inventory = loadCourse(openFolder(folder.root, out))
    const inputs = sha256([fingerprint(inventory), hash, ...(building.targets ?? [])].join('\n'))
    const before = readRecord(out, folder.key, version)
    const unchanged = before !== undefined && stillStands(before, inputs, out, io.now())
    const made = unchanged ? { record: before, problems: before.problems } : await make()
    const own = fromHere(folder, made.problems)
    problems.push(...own)
    if (made.record === undefined) failed = true
    else built.push({ record: made.record, problems: own, milliseconds: io.now() - began, unchanged })

    async function make() {
      // The compiler and all it needs are loaded only when something has changed.
      const { makeCourse } = await import('../build/make.ts')
      const progress = await showProgress(io, folder.name)
      const making = { ...building, folder, inventory, inputs, out, playerHash: hash, version, before, now: began }
      try {
        return await makeCourse({ ...making, onProgress: progress.update })
      } finally {
        progress.stop()
      }
    }
  }
  return { built, problems, failed }
}

const stillStands = (record: BuildRecord, inputs: string, out: string, now: number): boolean =>
  record.inputs === inputs &&
  (record.day === undefined || record.day === dayOf(now)) &&
  record.packages.every((one) => packageStands(out, one)) &&
  courseStands(out, record)

const sameId = (built: readonly BuiltCourse[]): string | undefined => {
  const ids = built.map(({ record }) => record.course.id)
  return ids.find((id, i) => ids.indexOf(id) !== i)
}

function talk(problems: readonly Problem[], failed: boolean, io: Io): void {
  if (problems.length > 0) io.stderr(`${textReport(problems, { colour: wantsColour(io, io.stderrIsTty) })}\n`)
  if (failed) io.stderr(`Nothing was built: ${summaryText(problems)}.\n`)
}
