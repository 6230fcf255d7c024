import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AuOptions,
  au,
  block,
  ID,
  importCourse,
  importPackage,
  launchUnit,
  manage,
  membersOf,
  operator,
  packageOf,
  plainCourse,
  registerFor,
  structure,
} from '../../support/cmi5.ts'
import { type TestService, testService } from '../../support/service.ts'
import { zip64 } from '../../support/zip64.ts'

const folder = mkdtempSync(join(tmpdir(), 'chartwright-cmi5-'))
let service: TestService
beforeAll(async () => {
  service = await testService({ folder })
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const zipped = (options: AuOptions): Uint8Array => packageOf(structure(au('a', options)))
const objective = (id: string): string =>
  `<objective id="${id}"><title><langstring>x</langstring></title><description><langstring>x</langstring></description></objective>`
const away = { url: 'https://content.example/unit.html' }

/** Everything that is refused: the requirement it breaks, and the clause that must be told. */
const invalid: Readonly<Record<string, { readonly body: Uint8Array | string; readonly clause: string }>> = {
  '3.0.0.0-1 course id': { body: structure(au('a', away), { id: 'publisher.example/course' }), clause: '3.0-1' },
  '3.0.0.0-1 block id': { body: structure(block('b', au('a', away)).replace(`${ID}block`, 'block')), clause: '3.0-1' },
  '3.0.0.0-1 au id': { body: structure(au('a', away).replace(ID, '')), clause: '3.0-1' },
  'an id longer than can be found': { body: packageOf(structure(au('x'.repeat(2_000)))), clause: 'Our limit' },
  'a name longer than can be found': {
    body: packageOf(structure(au('a')), { [`${'x/'.repeat(1_000)}x.txt`]: strToU8('x') }),
    clause: 'Our limit',
  },
  '3.0.0.0-1 activityType': {
    body: structure(au('a', { ...away, attributes: 'activityType="lesson"' })),
    clause: '3.0-1',
  },
  '3.0.0.0-1 objective id': {
    body: structure(au('a', away), { objectives: `<objectives>${objective('one')}</objectives>` }),
    clause: '3.0-1',
  },
  '13.1.3.0-1 two objectives': {
    body: structure(au('a', away), {
      objectives: `<objectives>${objective(`${ID}o`)}${objective(`${ID}o`)}</objectives>`,
    }),
    clause: '13.1.2–13.1.4',
  },
  '8.1.0.0-6 endpoint': { body: zipped({ url: 'index.html?endpoint=x' }), clause: '8.1-6' },
  '8.1.0.0-6 activityId': { body: zipped({ url: 'index.html?a=1&amp;activityId=x' }), clause: '8.1-6' },
  '13.1.2.0-1 two blocks': {
    body: structure(block('b', au('a', away)) + block('b', au('c', away))),
    clause: '13.1.2–13.1.4',
  },
  '13.1.4.0-1 two units': { body: structure(au('a', away) + au('a', away)), clause: '13.1.2–13.1.4' },
  '13.1.4.0-2 a space': { body: structure(au('a', { url: 'https://content.example index.html' })), clause: '13.1.4-2' },
  '13.1.4.0-2 a script': { body: structure(au('a', { url: 'javascript:alert(1)' })), clause: '13.1.4-2' },
  '13.1.4.0-2 no scheme': { body: structure(au('a', { url: '//content.example/' })), clause: '13.1.4-2' },
  '13.2.0.0-1 order': {
    body: structure(au('a', away).replace(/(<title>.*<\/title>)(<description>.*<\/description>)/, '$2$1')),
    clause: '13.2-1',
  },
  '13.2.0.0-1 two titles': { body: structure(au('a', away).replace(/(<title>.*<\/title>)/, '$1$1')), clause: '13.2-1' },
  '13.2.0.0-1 unknown element': { body: structure(au('a', { ...away, more: '<player/>' })), clause: '13.2-1' },
  '13.2.0.0-1 unknown attribute': { body: structure(au('a', { ...away, attributes: 'pass="1"' })), clause: '13.2-1' },
  '13.2.0.0-1 text between elements': { body: structure(`${au('a', away)}words`), clause: '13.2-1' },
  '13.2.0.0-1 an objective with two titles and no description': {
    body: structure(au('a', away), {
      objectives: `<objectives>${objective(`${ID}o`).replaceAll('description', 'title')}</objectives>`,
    }),
    clause: '13.2-1',
  },
  '13.2.0.0-1 no unit': { body: structure(''), clause: '13.2-1' },
  '13.2.0.0-1 moveOn': { body: structure(au('a', { ...away, attributes: 'moveOn="passed"' })), clause: 'moveOn' },
  '13.2.0.0-1 masteryScore': {
    body: structure(au('a', { ...away, attributes: 'masteryScore="1.1"' })),
    clause: 'masteryScore',
  },
  '13.2.0.0-1 launchMethod': {
    body: structure(au('a', { ...away, attributes: 'launchMethod="Frame"' })),
    clause: 'launchMethod',
  },
  'not well-formed': { body: structure(au('a', away)).replace('</au>', ''), clause: 'XML 1.0' },
  'another root': { body: '<manifest/>', clause: '13.' },
  'empty body': { body: '', clause: 'XML 1.0' },
  '14.1.0.0-1 no zip': { body: strToU8('This is no zip.'), clause: '14.1-1' },
  '14.1.0.0-2 no cmi5.xml': { body: zipSync({ 'index.html': strToU8('x') }), clause: '14.1' },
  '14.1.0.0-2 in a folder': {
    body: zipSync({ 'course/cmi5.xml': strToU8(structure(au('a', away))) }),
    clause: '14.1-2',
  },
  '14.1.0.0-2 another standard': { body: zipSync({ 'tincan.xml': strToU8('<tincan/>') }), clause: '14.1-2' },
  '14.1.0.0-4 not in the zip': { body: zipped({ url: 'missing.html' }), clause: '14.1-4' },
  '14.2.0.0-1 relative without a zip': { body: structure(au('a')), clause: '14.2-1' },
  'a name that climbs': {
    body: packageOf(structure(au('a')), { '../outside.html': strToU8('x') }),
    clause: 'APPNOTE 4.4.17.1',
  },
}

describe('an invalid package is refused with its clause, and nothing of it is kept', () => {
  test.each(Object.entries(invalid))('%s', async (_, { body, clause }) => {
    const answer = await importPackage(service, body)
    const { error, faults } = membersOf(await answer.json())
    expect([answer.status, error]).toEqual([400, 'invalid-package'])
    expect(JSON.stringify(faults)).toContain(clause)
    expect(await service.service.store.cmi5.courses()).toEqual([])
  })

  test('14.0.0.0-1: neither zip nor XML', async () => {
    expect((await importPackage(service, '# Course', 'text/markdown')).status).toBe(415)
  })
})

describe('a valid package', () => {
  test('14.0.0.0-1, 13.1.0.0-1: zip, with values trimmed and defaults filled in', async () => {
    const xml = structure(
      au('a', { url: '\n  <![CDATA[ index.html?a=1&b=2 ]]> ', more: '<launchParameters> p </launchParameters>' }),
    )
    const answer = await importPackage(service, packageOf(xml, { 'imsmanifest.xml': strToU8('<manifest/>') }))
    expect(answer.status).toBe(201)
    const { aus, units, publisherId, title } = membersOf(await answer.json())
    expect({ units, publisherId, title }).toEqual({ units: 1, publisherId: `${ID}course`, title: { en: 'Course' } })
    expect(aus).toMatchObject([
      {
        index: 0,
        url: 'index.html?a=1&b=2',
        moveOn: 'NotApplicable',
        launchMethod: 'AnyWindow',
        launchParameters: 'p',
      },
    ])
  })

  test('14.0.0.0-1: zip64', async () => {
    const body = zip64({ 'cmi5.xml': strToU8(structure(au('a'))), 'index.html': strToU8('sixty-four') })
    const id = await importCourse(service, body)
    expect(await (await service.request(`/content/${id}/index.html`)).text()).toBe('sixty-four')
  })

  test('6.1.0.0-2: bare XML with more than a thousand units', async () => {
    const units = Array.from({ length: 1_200 }, (_, i) => au(`u${i}`, away)).join('')
    const answer = await importPackage(service, structure(block('b', units)))
    expect(answer.status).toBe(201)
    expect(membersOf(await answer.json()).units).toBe(1_200)
  })

  test('13.1.5.0-1: elements of other namespaces stand at the end', async () => {
    const more = '<x:note xmlns:x="https://vendor.example/">hello</x:note>'
    expect((await importPackage(service, structure(au('a', { ...away, more })))).status).toBe(201)
  })
})

describe('files of a package', () => {
  const page = '<!doctype html><script src="a b.js"></script>'
  let course: string
  beforeAll(async () => {
    const files = { 'index.html': strToU8(page), 'a b.js': strToU8('0123456789'), 'é/ü.txt': strToU8('ü') }
    course = await importCourse(service, packageOf(structure(au('a')), files))
  })

  test('are served in a sandbox of an origin of their own, and may be framed', async () => {
    const answer = await service.request(`/content/${course}/index.html`)
    expect(await answer.text()).toBe(page)
    const headers = Object.fromEntries(answer.headers)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-security-policy']).toMatch(/^sandbox allow-scripts/)
    expect(headers['content-security-policy']).not.toContain('allow-same-origin')
    expect(headers['x-frame-options']).toBeUndefined()
    expect(headers['set-cookie']).toBeUndefined()
  })

  test('are found by the name the zip has for them, and only those', async () => {
    const get = async (path: string) => (await service.request(`/content/${course}/${path}`)).status
    expect(await get('a%20b.js')).toBe(200)
    expect(await get(encodeURI('é/ü.txt'))).toBe(200)
    for (const path of ['%2e%2e%2fchartwright.db', '..%2fchartwright.db', 'INDEX.html', '%ff', 'cmi5.xml/'])
      expect([path, await get(path)]).toEqual([path, 404])
    expect((await service.request('/content/not-a-course/index.html')).status).toBe(404)
  })

  test('are served in ranges, as media players ask for them', async () => {
    const get = (range: string) => service.request(`/content/${course}/a%20b.js`, { headers: { Range: range } })
    const middle = await get('bytes=2-4')
    expect([middle.status, await middle.text(), middle.headers.get('content-range')]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ])
    expect(await (await get('bytes=-3')).text()).toBe('789')
    expect(await (await get('bytes=7-')).text()).toBe('789')
    expect((await get('bytes=10-')).status).toBe(416)
    // Content in its sandbox has no origin: to the browser, its own files are another site's.
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }
    const head = await service.request(`/content/${course}/a%20b.js`, { method: 'HEAD', headers })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', ''])
    const tag = head.headers.get('etag') ?? ''
    const again = await service.request(`/content/${course}/a%20b.js`, { headers: { 'If-None-Match': tag } })
    expect(again.status).toBe(304)
  })

  test('go with the last course that has them', async () => {
    const kept = (): string[] => readdirSync(join(folder, 'content', 'files'), { recursive: true, encoding: 'utf8' })
    const before = kept()
    const own = { 'own.txt': strToU8('of this course alone'), 'index.html': strToU8(page) }
    const other = await importCourse(service, packageOf(structure(au('a')), own))
    expect(kept().length).toBeGreaterThan(before.length)
    expect((await manage(service, 'DELETE', `/api/cmi5/courses/${other}`)).status).toBe(204)
    expect((await manage(service, 'DELETE', `/api/cmi5/courses/${other}`)).status).toBe(404)
    const files = kept().filter((name) => name.length > 10)
    expect(files.sort()).toEqual(before.filter((name) => name.length > 10).sort())
    expect(await (await service.request(`/content/${course}/index.html`)).text()).toBe(page)
    expect(readdirSync(join(folder, 'content', 'staging'))).toEqual([])
  })
})

test('what a cut-off import left behind is cleared away, and nothing else', async () => {
  const { store, content } = service.service
  const course = await importCourse(service, plainCourse())
  const page = await store.cmi5.file(course, 'index.html')
  const [, left] = await Promise.all([
    content.stage(pieces('half a package'), 100),
    content.keep(pieces('a file of it')),
  ])
  const there = async (sha256: string): Promise<boolean> => (await content.read(sha256, 0, 0)) !== undefined
  const tidy = (before: number): Promise<void> => content.tidy(before, (hashes) => store.cmi5.knownFiles(hashes))
  await tidy(Date.now() - 60_000)
  expect(await there(left.sha256)).toBe(true)
  await tidy(Date.now() + 60_000)
  expect(await there(left.sha256)).toBe(false)
  expect(await there(page?.sha256 ?? '')).toBe(true)
  expect(readdirSync(join(folder, 'content', 'staging'))).toEqual([])
})

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array, void> {
  for (const text of texts) yield await Promise.resolve(strToU8(text))
}

test('a body that breaks off is refused, and nothing is kept of it', async () => {
  let begun = false
  const half = new ReadableStream<Uint8Array>({
    pull: (body) => {
      // What was sent first has been read when more is asked for.
      if (begun) body.error(new Error('gone'))
      else body.enqueue(plainCourse().slice(0, 100))
      begun = true
    },
  })
  const answer = await service.request('/api/cmi5/courses', {
    method: 'POST',
    headers: { ...operator, 'Content-Type': 'application/zip' },
    body: half,
    duplex: 'half',
  } as RequestInit)
  expect(answer.status).toBe(400)
  expect(readdirSync(join(folder, 'content', 'staging'))).toEqual([])
})

test('a package that is too large is refused, and nothing is kept of it', async () => {
  const { content } = service.service
  expect(await content.stage(pieces('x'.repeat(50), 'y'.repeat(51)), 100)).toBeUndefined()
  expect(readdirSync(join(folder, 'content', 'staging'))).toEqual([])
})

test('two imports of one package are two courses', async () => {
  const ids = [await importCourse(service, plainCourse()), await importCourse(service, plainCourse())]
  expect(new Set(ids).size).toBe(2)
})

describe('a host of its own for content', () => {
  let own: TestService
  beforeAll(async () => {
    own = await testService({ settings: { contentUrl: 'http://content.example' } })
  })
  afterAll(() => own.close())

  test('gives it an origin there, and serves nothing else', async () => {
    const course = await importCourse(own, plainCourse())
    const { url } = await launchUnit(own, await registerFor(own, course))
    expect(url.origin).toBe('http://content.example')
    expect(new URL(url.searchParams.get('endpoint') ?? '').origin).toBe('http://localhost')
    const there = await own.request(url.href)
    expect([there.status, there.headers.get('content-security-policy')]).toEqual([200, null])
    for (const path of ['/', '/sign-in', '/xapi/about', '/healthz', '/api/openapi.json', '/play/minimal'])
      expect([path, (await own.request(`http://content.example${path}`)).status]).toEqual([path, 404])
    const here = await own.request(url.pathname)
    expect(here.headers.get('content-security-policy')).toMatch(/^sandbox/)
  })
})
