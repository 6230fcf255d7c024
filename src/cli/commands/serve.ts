import { join, resolve } from 'node:path'
import { DEFAULT_HOST, DEFAULT_PORT, ownCredentials } from '../at-rest.ts'
import { command, wrongUsage } from '../command.ts'
import { dataOptions, folderOf, openData, sameData, shellWord } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import { PLAYER_MISSING, readPlayer } from '../player-files.ts'

export const serve = command({
  name: 'serve',
  summary: 'Run the service: courses, records, certificates. Stops with Ctrl-C.',
  usage: '[options]',
  positionals: false,
  options: {
    ...dataOptions,
    courses: {
      type: 'string',
      value: '<dir>',
      summary: 'Folder that `chartwright build` wrote to (default: dist)',
    },
    host: { type: 'string', value: '<address>', summary: `Address to listen on (default: ${DEFAULT_HOST})` },
    port: { type: 'string', value: '<n>', summary: `Port to listen on, 0 for any (default: ${DEFAULT_PORT})` },
    'drain-seconds': {
      type: 'string',
      value: '<n>',
      summary: 'How long /readyz answers 503 before the service stops accepting requests (default: 0)',
    },
    demo: { type: 'boolean', summary: 'Add a demo learner and a demo instructor, and print links that sign them in' },
  },
  notes: [
    'The data folder may hold a chartwright.yaml (see schemas/config.schema.json). Options given here take precedence.',
    'Put credential files of your own in its folder credentials/ (docs/credentials.md), certificate templates in templates/.',
    'Requests are logged to stderr as JSON lines without personal data; on a terminal, only those that failed.',
    'Examples\n' +
      '  chartwright serve --demo\n' +
      '  chartwright serve --data /srv/chartwright --courses dist --port 4180',
  ],
  run: async (options, _, io) => {
    const port = options.port === undefined ? undefined : Number(options.port)
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
      return wrongUsage(io, `--port cannot be ${options.port}.`, 'Write a whole number from 0 to 65535.')
    }
    const notice = Number(options['drain-seconds'] ?? 0)
    if (!(notice >= 0 && notice <= 300)) {
      return wrongUsage(io, `--drain-seconds cannot be ${options['drain-seconds']}.`, 'Write a number from 0 to 300.')
    }
    const player = readPlayer()
    if (player === undefined) {
      io.stderr(`chartwright: ${PLAYER_MISSING}\n`)
      return EXIT.io
    }
    // The service is loaded only when it is run: other verbs start faster without it.
    const [{ startServer }, { loadCourses }, { loadCredentials }, { loadTemplates }, { readCourse }, { unpackCourse }] =
      await Promise.all([
        import('../../service/server.ts'),
        import('../../service/courses.ts'),
        import('../../validation/credential-files.ts'),
        import('../../validation/template-files.ts'),
        import('../../packages/import/read-course.ts'),
        import('../../packages/import/unpack.ts'),
      ])
    const dataFolder = folderOf(io, options)
    const coursesFolder = resolve(io.cwd, options.courses ?? 'dist')
    const opened = await openData(io, options)
    if (typeof opened === 'number') return opened
    if ('inUse' in opened) {
      const who = opened.inUse === undefined ? 'another process' : `process ${opened.inUse.pid} at ${opened.inUse.url}`
      io.stderr(
        `chartwright: ${dataFolder} is in use by ${who}.\nStop that one first, or name another folder with --data.\n`,
      )
      return EXIT.io
    }
    const { store, config } = opened
    const { courses, skipped } = loadCourses(coursesFolder)
    for (const { file, reason } of skipped) io.stderr(`chartwright: ${file} is left out: ${reason}.\n`)
    const { credentials, problems } = loadCredentials(ownCredentials(dataFolder))
    const { templates, problems: templateProblems } = loadTemplates(join(dataFolder, 'templates'))
    for (const { place, message } of [...problems, ...templateProblems]) {
      io.stderr(`chartwright: ${place.file} is left out. Line ${place.line ?? 1}: ${message}\n`)
    }
    const commandOptions = sameData(io, options)
    const quiet = io.stderrIsTty
    const server = await startServer({
      dataFolder,
      store,
      config,
      courses,
      credentials,
      templates,
      player,
      host: options.host ?? config.host ?? DEFAULT_HOST,
      port: port ?? config.port ?? DEFAULT_PORT,
      commandOptions,
      coursePackages: { read: readCourse, unpack: unpackCourse },
      noticeMilliseconds: notice * 1000,
      demo: options.demo ?? false,
      now: io.now,
      log: (line) => {
        if (!quiet || line.event === 'error' || (line.event === 'request' && line.status >= 400)) {
          io.stderr(`${JSON.stringify(line)}\n`)
        }
      },
    })
    const stopped = io.untilStopped()
    io.stdout(
      welcome({
        url: server.publicUrl,
        demoLinks: options.demo === true ? server.demoLinks : undefined,
        courses: [...courses.keys()],
        coursesFolder,
        out: options.courses === undefined ? '' : ` --out ${shellWord(coursesFolder)}`,
        commandOptions,
      }),
    )
    await stopped
    io.stderr('Stopping: letting requests under way finish.\n')
    await server.close()
    return EXIT.fine
  },
})

interface Start {
  readonly url: string
  /** Undefined where it does not run as a demo. */
  readonly demoLinks: readonly { readonly name: string; readonly path: string }[] | undefined
  readonly courses: readonly string[]
  readonly coursesFolder: string
  /** Option that has `chartwright build` write there, after a space. */
  readonly out: string
  /** Options that lead other commands to the same data, each after a space. */
  readonly commandOptions: string
}

function welcome({ url, demoLinks, courses, coursesFolder, out, commandOptions }: Start): string {
  const people = demoLinks
    ? [
        'Demo mode. Each link signs in once, within a day; starting again prints new ones.',
        ...demoLinks.map(({ name, path }) => `  ${name.padEnd(16)} ${url}${path}`),
      ]
    : [
        'Add a person, and give them the link it prints:',
        `  chartwright users add --name "Ada Example" --role learner${commandOptions}`,
      ]
  return [
    `Chartwright is at ${url}`,
    '',
    courses.length === 0
      ? `No courses in ${coursesFolder}. Build one first: chartwright build <course>${out}`
      : `Courses: ${courses.join(', ')}`,
    '',
    ...people,
    '',
    `Certificates are checked at ${url}/verify`,
    `The record store (xAPI 2.0 and 1.0.3) is at ${url}/xapi; let a program in with:`,
    `  chartwright keys create --name "Our LMS" --scope statements/write${commandOptions}`,
    '',
  ].join('\n')
}
