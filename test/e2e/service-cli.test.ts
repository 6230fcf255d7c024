import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sameData } from '../../src/cli/data.ts'
import { run } from '../../src/cli/main.ts'
import { testIo } from '../support/io.ts'
import { type Served, serveHere, writeCompiled } from '../support/service-run.ts'

let folder: string
let data: string
let courses: string
let served: Served | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-serve-'))
  data = join(folder, 'data')
  courses = join(folder, 'dist')
})
afterEach(async () => {
  await served?.stop()
  served = undefined
  rmSync(folder, { recursive: true, force: true })
})

const serve = async (...more: string[]): Promise<Served> => {
  served = await serveHere(['--data', data, '--courses', courses, '--port', '0', ...more])
  return served
}
/** Runs a whole command line that ends by itself. */
async function chartwright(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = testIo({ now: () => Date.now(), cwd: folder })
  const code = await run(argv, io)
  return { code, ...io.written() }
}
const config = (text: string): void => {
  mkdirSync(data, { recursive: true })
  writeFileSync(join(data, 'chartwright.yaml'), text)
}
/** Opens a sign-in link as a person does, and answers the page behind it. */
async function signIn(link: string, path = '/'): Promise<string> {
  const url = new URL(link)
  const answer = await fetch(`${url.origin}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ token: link }),
    headers: { origin: url.origin },
    redirect: 'manual',
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return (await fetch(`${url.origin}${path}`, { headers: { cookie } })).text()
}

describe('serve', () => {
  test('prints where it is and how to go on, and keeps what it holds to its owner', async () => {
    writeCompiled(courses, 'minimal')
    const { url, io, links } = await serve()
    expect(links.size).toBe(0)
    expect(io.written().stdout).toBe(
      [
        `Chartwright is at ${url}`,
        '',
        'Courses: minimal',
        '',
        'Add a person, and give them the link it prints:',
        `  chartwright users add --name "Ada Example" --role learner --data ${data}`,
        '',
        `Certificates are checked at ${url}/verify`,
        `The record store (xAPI 2.0 and 1.0.3) is at ${url}/xapi; let a program in with:`,
        `  chartwright keys create --name "Our LMS" --scope statements/write --data ${data}`,
        '',
      ].join('\n'),
    )
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(JSON.parse(io.written().stderr.trim())).toMatchObject({ event: 'request', route: '/healthz', status: 200 })
    expect(statSync(join(data, 'service.json')).mode & 0o777).toBe(0o600)
    expect(statSync(data).mode & 0o777).toBe(0o700)
    await served?.stop()
    expect(existsSync(join(data, 'service.json'))).toBe(false)
  })

  test('the commands it prints, and those on its pages, act on its own data from any folder', async () => {
    const started = ['--data', 'my data', '--database', 'sqlite:my.db', '--courses', 'none', '--port', '0']
    served = await serveHere(started, { cwd: folder })
    const { stdout } = served.io.written()
    const options = `--data "${join(folder, 'my data')}" --database sqlite:${join(folder, 'my.db')}`
    expect(stdout).toContain(`Build one first: chartwright build <course> --out ${join(folder, 'none')}`)
    expect(stdout).toContain(`  chartwright keys create --name "Our LMS" --scope statements/write ${options}\n`)
    const [, command = ''] = /^ {2}chartwright (users add .*)$/m.exec(stdout) ?? []
    expect(command.endsWith(options)).toBe(true)
    const words = [...command.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word)
    for (const path of ['/instructor', '/instructor/credits']) {
      const added = await chartwright(...words.map((word) => (word === 'learner' ? 'instructor' : word)))
      expect(await signIn(added.stdout.trim(), path)).toContain(
        `--role learner ${options.replaceAll('"', '&quot;')}</code>`,
      )
    }
  })

  test('a password in the address of a database is not printed', () => {
    const database = 'postgres://me:secret@db.example/x'
    expect(sameData(testIo({ cwd: folder }), { database })).toBe(' --database <url>')
  })

  test('demo people are made once; every start prints new links', async () => {
    const first = await serve('--demo')
    const before = first.links.get('Demo Learner') ?? ''
    await first.stop()
    const second = await serve('--demo')
    expect([...second.links.keys()]).toEqual(['Demo Learner', 'Demo Instructor'])
    expect(second.links.get('Demo Learner')?.split('/').at(-1)).not.toBe(before.split('/').at(-1))
    expect(await signIn(second.links.get('Demo Learner') ?? '')).toContain('My learning')
    const { stdout } = await chartwright('users', 'list', '--data', data)
    expect(stdout.trim().split('\n')).toHaveLength(2)
  })

  test('a second one on the same folder is refused, and told by whom', async () => {
    const { url } = await serve()
    const second = await chartwright('serve', '--data', data, '--port', '0')
    expect(second.code).toBe(3)
    expect(second.stderr).toBe(
      `chartwright: ${data} is in use by process ${process.pid} at ${url}.\nStop that one first, or name another folder with --data.\n`,
    )
  })

  test('a taken port is said in words, and the folder is free again', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const refused = await chartwright('serve', '--data', data, '--port', port)
    other.close()
    expect([refused.code, refused.stderr]).toEqual([
      3,
      `chartwright: port ${port}: the port is in use already (EADDRINUSE).\n`,
    ])
    await serve()
  })

  test('a bad configuration is shown with all its places, and nothing starts', async () => {
    config('organisation:\n  name: X\n  fax: 1\ntimeZone: Mars/Olympus\npublicUrl: https://x.example/learn\n')
    const { code, stderr } = await chartwright('serve', '--data', data, '--port', '0')
    expect(code).toBe(1)
    expect(stderr).toContain('chartwright.yaml:3:3')
    expect(existsSync(join(data, 'chartwright.db'))).toBe(false)
    config('timeZone: Mars/Olympus\npublicUrl: https://x.example/learn\norganisation:\n  name: ก College\n')
    const again = await chartwright('serve', '--data', data, '--port', '0')
    expect(again.stderr).toContain('chartwright.yaml:1:11')
    expect(again.stderr).toContain('chartwright.yaml:2:12')
    expect(again.stderr).toContain('chartwright.yaml:4:9')
  })

  test('the public address of the configuration is the one that is printed', async () => {
    config('publicUrl: https://learn.example\norganisation:\n  name: Example College\n')
    const { url, stop } = await serve()
    expect(url).toBe('https://learn.example')
    expect((await chartwright('users', 'add', '--name', 'Ada', '--role', 'learner', '--data', data)).stdout).toMatch(
      /^https:\/\/learn\.example\/sign-in\/[\w-]{43}\n$/,
    )
    expect(await stop()).toBe(0)
  })

  test('courses that cannot be served are named with their reason, the others are served', async () => {
    writeCompiled(courses, 'minimal')
    mkdirSync(join(courses, 'broken'), { recursive: true })
    writeFileSync(join(courses, 'broken/course.json'), '{')
    mkdirSync(join(courses, 'foreign'), { recursive: true })
    writeFileSync(join(courses, 'foreign/course.json'), '{"id":"x"}')
    const { io } = await serve()
    expect(io.written().stderr).toMatch(/broken\/course\.json is left out: it is not JSON/)
    expect(io.written().stderr).toMatch(/foreign\/course\.json is left out: it is not a compiled course/)
    expect(io.written().stdout).toContain('Courses: minimal')
    await served?.stop()
    writeFileSync(join(courses, 'minimal/media/code-structure.svg'), '<svg/>')
    expect((await serve()).io.written().stderr).toContain('media/code-structure.svg is missing or was changed')
  })

  test.each([
    [['--port', '70000'], '--port cannot be 70000.'],
    [['--port', 'http'], '--port cannot be http.'],
    [['--prot', '1'], 'Did you mean --port?'],
    [['extra'], 'extra means nothing here.'],
  ])('%j is wrong usage', async (argv, words) => {
    const { code, stderr } = await chartwright('serve', ...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })
})

describe('users', () => {
  const users = (...argv: string[]) => chartwright('users', ...argv, '--data', data)

  test('adds people whether the service runs or not, and its links sign them in', async () => {
    const added = await users('add', '--name', '  Ada   Example ', '--role', 'learner')
    expect(added.code).toBe(0)
    expect(added.stderr).toMatch(/^Ada Example \(learner, [0-9a-f-]{36}\) signs in once, within a day, with:\n$/)
    expect(added.stdout).toMatch(/^http:\/\/127\.0\.0\.1:4180\/sign-in\/[\w-]{43}\n$/)

    const { url } = await serve()
    expect(await signIn(added.stdout.trim().replace('http://127.0.0.1:4180', url))).toContain('Ada Example')
    const running = await users('add', '--name', 'Ina Structor', '--role', 'instructor')
    expect(running.stdout).toContain(`${url}/sign-in/`)
    expect(await signIn(running.stdout.trim())).toContain('href="/instructor"')

    const { stdout } = await users('list')
    const id = /([0-9a-f-]{36}) {2}learner {5}Ada Example/.exec(stdout)?.[1] ?? ''
    const link = await users('link', id)
    expect(await signIn(link.stdout.trim())).toContain('Ada Example')
    await served?.stop()
    expect((await users('link', id)).code).toBe(0)
  })

  test('refuses what cannot stand on a certificate, and says why', async () => {
    const { code, stderr } = await users('add', '--name', 'กข', '--role', 'learner')
    expect(code).toBe(2)
    expect(stderr).toContain('ก ข')
    expect((await users('add', '--name', ' ', '--role', 'learner')).stderr).toContain('The name is empty.')
    expect((await users('link', 'nobody')).stderr).toContain('nobody with the id nobody')
    expect((await users('list')).stderr).toContain('Nobody yet.')
  })

  test.each([
    [[], 'Say what to do'],
    [['ad'], 'Did you mean add?'],
    [['add', '--name', 'Ada'], 'needs --name and --role'],
    [['add', '--name', 'Ada', '--role', 'teacher'], '--role cannot be teacher.'],
    [['link'], 'whom the link is for'],
    [['list', 'all'], 'all means nothing here.'],
  ])('%j is wrong usage', async (argv, words) => {
    const { code, stderr } = await users(...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })
})

describe('the real process', () => {
  const bin = fileURLToPath(new URL('../../dist/app/cli/bin.js', import.meta.url))
  const start = async (): Promise<{ child: ChildProcess; url: string }> => {
    if (!existsSync(bin)) throw new Error('The product is not built: run `npm run build` first.')
    const child = spawn(process.execPath, [bin, 'serve', '--data', data, '--courses', courses, '--port', '0'], {
      cwd: folder,
    })
    let out = ''
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        const found = /^Chartwright is at (\S+)$/m.exec(out)?.[1]
        if (found !== undefined) resolve(found)
      })
      child.stderr.on('data', (chunk: Buffer) => {
        out += chunk.toString()
      })
      child.on('exit', () => reject(new Error(`it ended: ${out}`)))
    })
    return { child, url }
  }
  const ended = (child: ChildProcess): Promise<number | string | null> =>
    new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)))

  test('stops cleanly when asked, and starts again after a kill', async () => {
    const first = await start()
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
    const refused = await chartwright('serve', '--data', data, '--port', '0')
    expect(refused.stderr).toContain(`in use by process ${first.child.pid} at ${first.url}`)
    const killed = ended(first.child)
    first.child.kill('SIGKILL')
    expect(await killed).toBe('SIGKILL')

    const second = await start()
    const stopped = ended(second.child)
    second.child.kill('SIGTERM')
    expect(await stopped).toBe(0)
    expect(existsSync(join(data, 'service.json'))).toBe(false)
  }, 60_000)
})
