import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Command, command } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands/index.ts'
import { EXIT } from '../../src/cli/exit-codes.ts'
import { wantsColour } from '../../src/cli/io.ts'
import { run } from '../../src/cli/main.ts'
import { showProgress } from '../../src/cli/progress.ts'
import { systemErrorWords } from '../../src/cli/system-errors.ts'
import { courseWith, swap, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

async function chartwright(...argv: string[]) {
  const io = testIo({ cwd: root })
  return { code: await run(argv, io), ...io.written() }
}

describe('the command line', () => {
  it('shows every verb and every exit code', async () => {
    const { code, stdout, stderr } = await chartwright('--help')
    expect([code, stderr]).toEqual([0, ''])
    for (const { name, summary } of Object.values(commands)) expect(stdout).toContain(`  ${name}`.padEnd(4) && summary)
    for (const value of Object.values(EXIT)) expect(stdout).toMatch(new RegExp(`^  ${value} `, 'm'))
    expect((await chartwright('-h')).stdout).toBe(stdout)
    expect((await chartwright('help')).stdout).toBe(stdout)
  })

  it('shows its help on stderr when nothing was asked', async () => {
    expect(await chartwright()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Usage:') })
  })

  it('shows its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(await chartwright('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('has options and what they mean in two columns, however long a list of choices is', () => {
    const { build, export: exportBanks, handout }: Readonly<Record<string, Command>> = commands
    expect(build?.help).toMatch(/\n {2}--preset moodle\|\S+\n {25}LMS the package is for/)
    expect(build?.help).toMatch(/\n {2}--layout single\|multi {2}One entry/)
    for (const help of [exportBanks?.help, handout?.help]) {
      const [, list = ''] = /^Formats\n([\s\S]*?)\n\n/m.exec(help ?? '') ?? []
      const starts = list.split('\n').map((line) => /^ {2}\S+ +/.exec(line)?.[0].length)
      expect(starts.length).toBeGreaterThan(1)
      expect(new Set(starts).size).toBe(1)
    }
  })

  it('says who is shown the reason for a revocation', () => {
    const { certificates, credit }: Readonly<Record<string, Command>> = commands
    for (const help of [certificates?.help, credit?.help]) {
      expect(help).toMatch(/^The reason for revoking is .*shown to the learner and.* to whoever checks/m)
    }
  })

  it.each(Object.values(commands))('shows the help of $name', async ({ name, help, summary }) => {
    expect(await chartwright(name, '--help')).toEqual({ code: 0, stdout: help, stderr: '' })
    expect(await chartwright('help', name)).toEqual({ code: 0, stdout: help, stderr: '' })
    expect(help.startsWith(`${summary}\n\nUsage: chartwright ${name}`)).toBe(true)
    expect(help).toContain('--help')
  })

  it.each([
    [['chek'], 'There is no verb chek. Did you mean check?\nTry: chartwright --help'],
    [['frobnicate'], 'There is no verb frobnicate.\nTry: chartwright --help'],
    [['--versoin'], 'There is no option --versoin. Did you mean --version?\nTry: chartwright --help'],
    [['check'], 'No course was named.\nTry: chartwright check courses/my-course'],
    [
      ['check', 'x', '--fromat', 'json'],
      'There is no option --fromat. Did you mean --format?\nTry: chartwright check --help',
    ],
    [
      ['check', 'x', '--format', 'jsn'],
      '--format cannot be jsn. Did you mean json? Allowed: text, json, sarif.\nTry: chartwright check --help',
    ],
    [['check', 'x', '--format'], '--format needs a value: text|json|sarif.\nTry: chartwright check --help'],
    [['check', 'x', '--format=text', '--format=json'], '--format was given twice.\nTry: chartwright check --help'],
    [['check', 'x', '-f'], 'There is no option -f.\nTry: chartwright check --help'],
    [['build', 'x', '--json=yes'], '--json takes no value.\nTry: chartwright build --help'],
    [
      ['build', 'x', '--out', '--json'],
      '--out needs a value, but --json follows. Write --out=--json if you mean it.\nTry: chartwright build --help',
    ],
    [
      ['build', 'x', '--target', 'scorm13'],
      '--target cannot be scorm13. Did you mean scorm12? Allowed: scorm12, scorm2004-3rd, scorm2004, cmi5, xapi, web.\nTry: chartwright build --help',
    ],
  ])('says what is wrong with %j', async (argv, expected) => {
    expect(await chartwright(...argv)).toEqual({ code: 2, stdout: '', stderr: `chartwright: ${expected}\n` })
  })

  it('says in words what the system said', async () => {
    const { code, stdout, stderr } = await chartwright('check', 'no/such/course')
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/^chartwright: .*no\/such\/course: no such file or folder \(ENOENT\)\.\n$/)
    const file = await chartwright('check', 'package.json')
    expect(file.code).toBe(3)
    expect(file.stderr).toMatch(/a folder is needed, but this is a file \(ENOTDIR\)\.\n$/)
  })

  it.each(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EMFILE', 'EADDRINUSE'])('has words for %s', (code) => {
    expect(systemErrorWords(Object.assign(new Error(code), { code, path: '/x' }))).toMatch(
      /^\/x: [a-z].* \(E[A-Z]+\)\.$/,
    )
  })

  it('has no words for mistakes of its own', () => {
    expect(systemErrorWords(new TypeError('x is not a function'))).toBeUndefined()
    expect(systemErrorWords(Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeUndefined()
    expect(systemErrorWords('text')).toBeUndefined()
  })

  it('tells a mistake of its own in one line and how to report it, the trace only when asked', async () => {
    const broken = {
      stdout: () => {
        throw new Error('broken pipe dream\nsecond line')
      },
    }
    const quiet = testIo({ cwd: root, ...broken })
    expect(await run(['check', courseWith()], quiet)).toBe(70)
    expect(quiet.written().stderr).toBe(
      'chartwright: internal error: broken pipe dream\nThis is a bug in chartwright, not a mistake in your course. ' +
        'Please report it with the output of the same command run with CHARTWRIGHT_DEBUG=1 set.\n',
    )
    const loud = testIo({ cwd: root, env: { CHARTWRIGHT_DEBUG: '1' }, ...broken })
    expect(await run(['check', courseWith()], loud)).toBe(70)
    expect(loud.written().stderr).toMatch(/\n {4}at /)
  })
})

describe('check', () => {
  const wrong = { 'questions/basics.md': swap('- [x] A41.51', '- [ ] A41.51') }

  it('says that all is well', async () => {
    expect(await chartwright('check', courseWith())).toEqual({ code: 0, stdout: 'no problems\n', stderr: '' })
  })

  it('names files as they are seen from here, and sums up', async () => {
    const course = courseWith({ ...wrong, 'notes.txt': 'unused' })
    const { code, stdout } = await chartwright('check', `${course}/`)
    expect(code).toBe(1)
    expect(stdout).toContain(`\n${course}/questions/basics.md:16:1 error option-key-missing`)
    expect(stdout).toMatch(/\n\n1 error, 1 warning\n$/)
    const io = testIo({ cwd: course })
    await run(['check', '.'], io)
    expect(io.written().stdout).toContain('\nquestions/basics.md:16:1 error')
  })

  it('tells several courses at once', async () => {
    const [good, bad] = [courseWith(), courseWith(wrong)]
    expect(await chartwright('check', good, bad)).toMatchObject({ code: 1, stdout: expect.stringContaining(bad) })
  })

  it('warnings do not fail it', async () => {
    expect((await chartwright('check', courseWith({ 'notes.txt': 'x' }))).code).toBe(0)
  })

  it('prints JSON and SARIF', async () => {
    const course = courseWith(wrong)
    const json = await chartwright('check', course, '--format', 'json')
    expect(JSON.parse(json.stdout)).toMatchObject({ counts: { error: 1 }, problems: [{ code: 'option-key-missing' }] })
    const sarif = await chartwright('check', course, '--format=sarif')
    expect(JSON.parse(sarif.stdout).runs[0].results).toHaveLength(1)
    expect([json.code, sarif.code, json.stderr, sarif.stderr]).toEqual([1, 1, '', ''])
  })

  it('is coloured on a terminal only', async () => {
    const course = courseWith(wrong)
    const printed = async (changes: Parameters<typeof testIo>[0]): Promise<string> => {
      const io = testIo(changes)
      await run(['check', course], io)
      return io.written().stdout
    }
    expect(await printed({ isTty: true })).toContain('\u001b[31m')
    expect(await printed({})).not.toContain('\u001b')
    expect(wantsColour(testIo({ isTty: true, env: { NO_COLOR: '1' } }))).toBe(false)
    expect(wantsColour(testIo({ isTty: true, env: { NO_COLOR: '' } }))).toBe(true)
    expect(wantsColour(testIo({ isTty: true, env: { TERM: 'dumb' } }))).toBe(false)
  })
})

describe('progress', () => {
  const drawn = async (stderrIsTty: boolean, seconds: number): Promise<string> => {
    let clock = 0
    const io = testIo({ stderrIsTty, now: () => clock })
    const { update, stop } = await showProgress(io, 'course')
    update(1, 10)
    clock = seconds * 1000
    update(5, 10)
    stop()
    return io.written().stderr
  }

  it('is drawn on a terminal when it takes long', async () => {
    const text = await drawn(true, 2)
    expect(text).toContain('course')
    expect(text).toContain('5/10')
  })

  it('is not drawn otherwise', async () => {
    expect(await drawn(true, 0.1)).toBe('')
    expect(await drawn(false, 2)).toBe('')
  })
})

it('a command gets its options typed and whole', async () => {
  const seen: unknown[] = []
  const verb = command({
    name: 'verb',
    summary: 'Does it',
    usage: '[options]',
    positionals: false,
    options: {
      one: { type: 'string', summary: 'One' },
      many: { type: 'string', multiple: true, summary: 'Many' },
      flag: { type: 'boolean', summary: 'Flag' },
    },
    run: (options) => {
      seen.push(options)
      return Promise.resolve(0)
    },
  })
  expect(await verb.run(['--many', 'a', '--one=1', '--many=b', '--flag'], testIo())).toBe(0)
  expect(seen).toEqual([{ many: ['a', 'b'], one: '1', flag: true }])
  expect(await verb.run(['stray'], testIo())).toBe(2)
})

describe('the program', () => {
  const bin = join(root, 'dist/app/cli/bin.js')
  if (!existsSync(bin)) throw new Error('dist/app is missing: run `npm run build` first')

  it('can be started and ends with the exit code', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'chek'], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Did you mean check?')
    expect(readFileSync(bin, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true)
  })

  it('ends quietly when its reader closes the pipe', async () => {
    const file = join(temporaryFolder(), 'status')
    const course = courseWith({ 'questions/basics.md': (text) => text.replaceAll('[x]', '[ ]') })
    const script = `"$0" "$1" check "$2" --format sarif; echo $? > "$3"`
    const shell = spawn('bash', ['-c', `(${script}) | head -c 10`, process.execPath, bin, course, file])
    let stderr = ''
    shell.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    await new Promise((resolve) => shell.on('close', resolve))
    expect(stderr).toBe('')
    expect(['0\n', '1\n']).toContain(readFileSync(file, 'utf8'))
  })

  it('leaves the output alone when it is killed in the middle', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'marker'), '')
    const child = spawn(process.execPath, [bin, 'build', join(root, 'courses/ccs-prep')], {
      cwd,
      env: { ...process.env, XDG_CACHE_HOME: temporaryFolder() },
    })
    setTimeout(() => child.kill('SIGKILL'), 300)
    await new Promise((resolve) => child.on('close', resolve))
    expect(existsSync(join(cwd, 'dist/ccs-prep-scorm12.zip'))).toBe(false)
  })
})
