import { resolve } from 'node:path'
import { fingerprint } from '../../compiler/fingerprint.ts'
import { openFolder } from '../../compiler/folder.ts'
import { loadCourse, sha256 } from '../../compiler/load.ts'
import { targets } from '../../packages/index.ts'
import { type Preset, presetAdvice, presetOf, presets } from '../../packages/presets/index.ts'
import { type Files, type Layout, layouts, type PackageTarget } from '../../packages/target.ts'
import type { Problem } from '../../problems/problem.ts'
import { summaryText, textReport } from '../../problems/text.ts'
import { credentialFolders, credentialsHash, credentialsOption } from '../build/credential-folders.ts'
import { DAY_HINT, dayAsked, noDay, todayOption } from '../build/day.ts'
import type { Packaging } from '../build/package.ts'
import { asSeenFrom, outRefused, type Refusal, refuse } from '../build/places.ts'
import { type BuildRecord, courseStands, filesHash, packageStands, readRecord } from '../build/record.ts'
import { type BuiltCourse, buildJson, buildTable } from '../build/report.ts'
import { controlSchemas } from '../build/schemas.ts'
import { sealKey } from '../build/seal-key.ts'
import { openStage, type Stage } from '../build/stage.ts'
import { type BookStore, bookStore } from '../codes/book.ts'
import { type Command, columns, command, wrongUsage } from '../command.ts'
import { type CourseFolder, courseFolders, fromHere } from '../course-folder.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, wantsColour } from '../io.ts'
import { PLAYER_MISSING, packagedPlayer, playerHash } from '../player-files.ts'
import { showProgress } from '../progress.ts'
import { readSchemaFolder } from '../schema-folder.ts'

/** @param readPlayer the built player, which goes into every package; undefined when it has not been built */
export const makeBuild = (readPlayer: () => Files | undefined): Command =>
  command({
    name: 'build',
    summary: 'Make packages for learning management systems, and the compiled course for `chartwright serve`.',
    usage: '<course>… [options]',
    positionals: true,
    options: {
      target: {
        type: 'string',
        multiple: true,
        choices: Object.keys(targets),
        summary: 'Package format (default: those that the course names)',
      },
      preset: {
        type: 'string',
        choices: Object.keys(presets),
        summary: 'LMS the package is for: picks the format it handles best, and prints what to know about it',
      },
      layout: {
        type: 'string',
        choices: layouts,
        summary: 'One entry in the menu of the LMS, or one for each module and exam (default: single)',
      },
      schemas: {
        type: 'string',
        value: '<dir>',
        summary: "Folder with the XML schemas of the targets' standards; they are put into the packages",
      },
      store: {
        type: 'string',
        value: '<dir>',
        summary: 'Folder of installed code sets, for code books (default: .chartwright/codes)',
      },
      out: { type: 'string', value: '<dir>', summary: 'Folder for what is made (default: dist)' },
      ...todayOption,
      ...credentialsOption,
      json: { type: 'boolean', summary: 'Print what was made as JSON' },
    },
    notes: [
      `Package formats\n${columns(Object.values(targets).map(({ name, summary }) => [name, summary])).join('\n')}`,
      `Presets, and what each is known to take\n${columns(Object.entries(presets).map(([name, { takes }]) => [name, takes.join(', ')])).join('\n')}`,
      'For --schemas, the folder holds the files themselves (imscp_v1p1.xsd, …) or folders called after the package formats.',
      'When a course has an error nothing is written, and what an earlier build made stays as it is. Nothing is replaced that a\n' +
        'build has not made: where the folder of a course or of a package holds another file, the build stops and names it.',
      'Examples\n' +
        '  chartwright build courses/my-course\n' +
        '  chartwright build courses/my-course --preset moodle --out packages',
    ],
    run: async (
      {
        target,
        preset = '',
        layout: wanted,
        schemas,
        store: named,
        out = 'dist',
        today: asked,
        credentials,
        json = false,
      },
      written,
      io,
    ) => {
      if (written.length === 0)
        return wrongUsage(io, 'No course was named.', 'Try: chartwright build courses/my-course')
      const today = dayAsked(asked, io.now())
      if (today === undefined) return wrongUsage(io, noDay(asked), DAY_HINT)
      const layout = layouts.find((one) => one === wanted) ?? 'single'
      const lms = presetOf(preset)
      const everything = readPlayer()
      if (everything === undefined) {
        io.stderr(`chartwright: ${PLAYER_MISSING}\n`)
        return EXIT.io
      }
      const player = packagedPlayer(everything)
      const store = bookStore(named, io)
      if (typeof store === 'number') return store
      const folders = courseFolders(written, io)
      const noPlace = outRefused(out, resolve(io.cwd, out), folders)
      if (noPlace !== undefined) return refuse(noPlace, io)
      const stage = openStage(resolve(io.cwd, out), io.now())
      try {
        const packaging = { layout, ...readSchemas(schemas, io) }
        const result = await buildAll(
          folders,
          {
            out,
            stage,
            player,
            store,
            targets: target ?? lms?.takes.slice(0, 1),
            packaging,
            today,
            credentialFolders: credentialFolders(credentials, io),
          },
          io,
        )
        if (result.refused !== undefined) return refuse(result.refused, io)
        const twice = overwritten(result.built)
        if (twice !== undefined) return wrongUsage(io, twice, 'Build them into different folders with --out.')
        const failed = result.failed
        if (!failed) stage.commit()
        const built = failed ? [] : result.built
        const notes = failed ? [] : notesOn(layout, lms, built)
        if (!json) talk(result.problems, failed, io)
        for (const note of notes) io.stderr(`${note}\n`)
        if (json) io.stdout(buildJson(built, out, { problems: result.problems, notes }))
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
  readonly store: BookStore
  readonly targets: readonly string[] | undefined
  readonly packaging: Packaging
  /** The day on which approvals are looked at. */
  readonly today: string
  readonly credentialFolders: readonly string[]
}

/** Builds each course into the stage; all are looked at even when one has errors. */
async function buildAll(
  folders: readonly CourseFolder[],
  building: Building,
  io: Io,
): Promise<{ built: BuiltCourse[]; problems: Problem[]; failed: boolean; refused?: Refusal }> {
  const hash = playerHash(building.player)
  const sealedWith = sealKey(io)
  const out = resolve(io.cwd, building.out)
  const asked = JSON.stringify([
    building.targets,
    building.store.digest,
    building.packaging.layout,
    credentialsHash(building.credentialFolders),
    [...building.packaging.control].map(([name, { files, refused }]) => [
      name,
      refused ?? filesHash(files ?? new Map()),
    ]),
  ])
  const built: BuiltCourse[] = []
  const problems: Problem[] = []
  let failed = false
  for (const folder of folders) {
    const began = io.now()
    const inventory = loadCourse(openFolder(folder.root, asSeenFrom(folder.root, out)))
    const inputs = sha256([fingerprint(inventory), hash, asked].join('\n'))
    const before = readRecord(out, folder.key, sealedWith)
    const unchanged = before !== undefined && stillStands(before, inputs, out, building.today)
    const made = unchanged ? { record: before, problems: before.problems } : await make()
    if ('refused' in made && made.refused !== undefined) return { built, problems, failed: true, refused: made.refused }
    const own = fromHere(folder, made.problems)
    problems.push(...own)
    if (made.record === undefined) failed = true
    else built.push({ record: made.record, problems: own, milliseconds: io.now() - began, unchanged })

    async function make() {
      // The compiler and all it needs are loaded only when something has changed.
      const { makeCourse } = await import('../build/make.ts')
      const progress = await showProgress(io, folder.name)
      const about = { folder, folders, inventory, inputs, out, outName: building.out }
      const making = { ...building, ...about, playerHash: hash, sealKey: sealedWith, before }
      try {
        return await makeCourse({ ...making, onProgress: progress.update })
      } finally {
        progress.stop()
      }
    }
  }
  return { built, problems, failed }
}

const stillStands = (record: BuildRecord, inputs: string, out: string, today: string): boolean =>
  record.inputs === inputs &&
  (record.day === undefined || record.day === today) &&
  record.packages.every((one) => packageStands(out, one)) &&
  courseStands(out, record)

/** A sentence about two things of this build that have one place in the output folder. */
function overwritten(built: readonly BuiltCourse[]): string | undefined {
  const ids = built.map(({ record }) => record.course.id)
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice !== undefined) return `Two of the courses have the id ${twice}; one would overwrite the other.`
  const folder = built.flatMap(({ record }) => record.packages).find(({ file }) => ids.includes(file))
  return folder && `The package ${folder.file} has the name of a course's folder; one would overwrite the other.`
}

/** The schemas of `--schemas`, and of them those that each target takes. Throws when the folder cannot be read. */
function readSchemas(written: string | undefined, io: Io): Pick<Packaging, 'schemas' | 'control'> {
  if (written === undefined) return { control: new Map() }
  const schemas = readSchemaFolder(resolve(io.cwd, written))
  const all: readonly PackageTarget[] = Object.values(targets)
  return { schemas, control: new Map(all.map((target) => [target.name, controlSchemas(written, schemas, target)])) }
}

/** Which packages came out in one part, though another layout was asked for, and what the LMS of the preset does otherwise. */
function notesOn(layout: Layout, lms: Preset | undefined, built: readonly BuiltCourse[]): string[] {
  const all: readonly PackageTarget[] = Object.values(targets)
  const made = new Set(built.flatMap(({ record }) => record.packages.map(({ target }) => target)))
  const without = all.filter(({ name, layouts: known }) => made.has(name) && !known.includes(layout))
  const names = without.map(({ name }) => name).join(' and ')
  return [
    ...(names === '' ? [] : [`--layout ${layout} changes nothing for ${names}: the menu is the player's own there.`]),
    ...(lms === undefined ? [] : presetAdvice(lms, { targets: [...made], layout })),
  ]
}

function talk(problems: readonly Problem[], failed: boolean, io: Io): void {
  if (problems.length > 0) io.stderr(`${textReport(problems, { colour: wantsColour(io, io.stderrIsTty) })}\n`)
  if (failed) io.stderr(`Nothing was built: ${summaryText(problems)}.\n`)
}
