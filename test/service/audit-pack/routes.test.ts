/** Where packs are fetched, and what stands on record of it. Who may do so: test/service/access.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Packed, packed } from './packed.ts'
import { checkPack } from './stranger.mjs'

let made: Packed
beforeAll(async () => {
  made = await packed()
})
afterAll(() => made.service.close())

const takings = async () =>
  (await made.service.service.store.upkeep.audit()).filter(({ action }) => action === 'audit-pack')

test('a learner’s own, from the page of their credits', async () => {
  const cookie = await made.service.signIn(made.ada)
  const page = await (await made.service.request('/credits', { cookie })).text()
  const [, path = ''] = /<a href="([^"]+)">Audit pack of this cycle/.exec(page) ?? []
  expect(path).toBe('/credits/credentials/ahima-ccs/audit-pack.zip')
  const answer = await made.service.request(path, { cookie })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="audit-pack-ahima-ccs-2026-01-01.zip"')
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(await checkPack(new Uint8Array(await answer.arrayBuffer()))).toEqual([])
  expect(await takings()).toEqual([])
})

test('that of somebody else, from the page of a person, with who took it', async () => {
  const ina = await made.service.addPerson('Ina Structor', 'instructor')
  const cookie = await made.service.signIn(ina)
  const page = await (await made.service.request(`/instructor/credits/${made.ada.id}`, { cookie })).text()
  const [, path = ''] = /<a href="([^"]+)">Audit pack of this cycle/.exec(page) ?? []
  const answer = await made.service.request(path, { cookie })
  expect(await checkPack(new Uint8Array(await answer.arrayBuffer()))).toEqual([])
  const query = `learner=${made.ada.id}&credential=ahima-ccs`
  const program = await made.service.request(`/api/audit-pack?${query}`, { cookie })
  expect(await checkPack(new Uint8Array(await program.arrayBuffer()))).toEqual([])
  expect((await takings()).map(({ who, detail }) => [who, JSON.parse(detail)])).toEqual(
    [1, 2].map(() => [`staff:${ina.id}`, { learner: made.ada.id, credential: 'ahima-ccs' }]),
  )
})

test('none, with the reason, for a cycle that is not known', async () => {
  const cookie = await made.service.signIn(made.ada)
  const answer = await made.service.request('/credits/credentials/ahima-ccs/audit-pack.zip?cycle=2019-01-01', {
    cookie,
  })
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('The first cycle that is known begins on 2026-01-01.')
})
