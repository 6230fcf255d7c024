import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { standings } from '../../../src/model/ledger.ts'
import { MOST_EVIDENCE_BYTES } from '../../../src/service/credits/evidence-file.ts'
import { learnerCredits } from '../../../src/service/credits/learner-credits.ts'
import { putHolding } from '../../../src/service/credits/record.ts'
import type { Learner } from '../../../src/storage/records.ts'
import { JPEG, PDF, PNG } from '../../support/evidence-files.ts'
import { type TestService, testService } from '../../support/service.ts'

let service: TestService
let ada: Learner
let cookie: string
beforeEach(async () => {
  service = await testService()
  ada = await service.addPerson('Ada Example', 'learner')
  cookie = await service.signIn(ada)
})
afterEach(() => service.close())

const get = (path: string) => service.request(path, { cookie })
const page = async (path: string): Promise<string> => (await get(path)).text()
const post = (path: string, fields: Record<string, string>) =>
  service.request(path, { method: 'POST', body: new URLSearchParams(fields), cookie })

const FORM_KEY = '0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11'
const activity = {
  form: FORM_KEY,
  title: 'Sepsis <2026> & "shock"',
  provider: 'Example Hospital',
  type: 'webinar',
  completedOn: '2026-03-31',
  'domains.coding-and-classification': 'yes',
  topic: 'Sepsis & shock',
  minutes: '90',
  credits: '1.5',
  unit: 'CEU/60',
  approvalNumber: 'ECA-1',
}

function formOf(fields: Record<string, string>, file?: { name: string; content: Uint8Array; type?: string }): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  if (file !== undefined)
    form.set('file', new File([new Uint8Array(file.content)], file.name, { type: file.type ?? '' }))
  return form
}
const report = (fields: Record<string, string>, file?: Parameters<typeof formOf>[1]) =>
  service.request('/credits/external', { method: 'POST', body: formOf(fields, file), cookie })
const entries = async () => standings(await service.service.store.ledger.ofLearner(ada.id))

describe('which credentials are held', () => {
  test('nothing yet: every page says what to do next', async () => {
    expect(await page('/credits')).toContain('which credentials you hold')
    expect(await page('/credits')).toContain('Nothing recorded yet.')
    expect(await page('/credits/credentials')).toContain('None yet. Add the credentials you hold')
    expect(await page('/')).toContain('which credentials you hold')
  })

  test('added, shown with the rules they go by, changed and removed; each leaves a line in the audit', async () => {
    const added = await post('/credits/credentials', { credential: 'ahima-ccs', since: '2026-02-01', extra: '' })
    expect([added.status, added.headers.get('location')]).toEqual([303, '/credits'])
    const text = await page('/credits')
    for (const words of [
      'Certified Coding Specialist',
      '435 days left. The cycle runs from February 1, 2026 to January 31, 2028.',
      'data-label="Required">80 CEUs</td>',
      'ahima-ccs.yaml',
      'read on',
      'This is a calculation',
      'Not affiliated with AHIMA',
    ]) {
      expect(text).toContain(words)
    }
    expect(await page('/credits/credentials/ahima-ccs')).toContain('value="2026-02-01"')
    await post('/credits/credentials/ahima-ccs', { since: '2026-03-01', extra: '1' })
    expect(await service.service.store.holdings.ofLearner(ada.id)).toMatchObject([
      { credential: 'ahima-ccs', since: '2026-03-01', extra: 1 },
    ])
    await post('/credits/credentials/ahima-ccs/remove', {})
    expect(await service.service.store.holdings.ofLearner(ada.id)).toEqual([])
    const audit = await service.service.store.upkeep.audit()
    expect(audit.map(({ who, action }) => `${who} ${action}`)).toEqual([
      `learner:${ada.id} holding-set`,
      `learner:${ada.id} holding-set`,
      `learner:${ada.id} holding-removed`,
    ])
    expect(JSON.stringify(audit)).not.toContain('Ada')
  })

  test('what cannot be is said by its field, and what was typed is kept', async () => {
    const answer = await post('/credits/credentials', { credential: 'ahima-ccs', since: '2027-01-01', extra: 'two' })
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toMatch(/id="since-error"[^>]*>.*?lies ahead/s)
    expect(text).toMatch(/id="extra-error"[^>]*>.*?whole number/s)
    expect(text).toContain('value="2027-01-01"')
    expect(text).toContain('value="two"')
    expect(text).toMatch(/<option value="ahima-ccs" selected/)
    expect((await post('/credits/credentials', { credential: 'made-up', since: '2026-01-01' })).status).toBe(400)
    expect((await post('/credits/credentials/aapc-cpc', { since: '2026-01-01' })).status).toBe(404)
  })

  test('a cycle that no version of the rules covers is no calculation, nor is a credential without rules', async () => {
    const known = service.service.credentials.get('ahima-ccs')
    const [version] = known?.credential.versions ?? []
    if (known === undefined || version === undefined) throw new Error('no credential')
    const ended = { ...version, from: '2020-01-01', until: '2020-12-31' }
    const credentials = new Map([['ended', { ...known, credential: { ...known.credential, versions: [ended] } }]])
    for (const credential of ['ended', 'unknown']) {
      await putHolding(service.service, ada.id, { credential, since: '2025-01-01', extra: 0 })
    }
    const { held } = await learnerCredits({ ...service.service, credentials }, ada.id)
    expect(held.map(({ evaluation, missing }) => [evaluation, missing])).toEqual([
      [undefined, 'No rules are known here for the current cycle.'],
      [undefined, 'No rules for this credential are installed here.'],
    ])
    expect(await page('/credits')).toContain('No rules for this credential are installed here.')
  })
})

describe('an activity somewhere else', () => {
  test.each([
    ['proof.exe', PDF, 'application/pdf', 'proof.pdf'],
    ['photo', JPEG, 'image/jpeg', 'photo.jpg'],
    ['scan.jpg', PNG, 'image/png', 'scan.png'],
  ])('%s is recorded with its file, kept by its content', async (name, content, type, kept) => {
    const answer = await report(activity, { name, content, type: 'text/html' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/credits?done=reported'])
    const [recorded] = await entries()
    expect(recorded?.entry).toMatchObject({
      title: 'Sepsis <2026> & "shock"',
      provider: 'Example Hospital',
      domains: ['coding-and-classification'],
      topic: 'sepsis-shock',
      credits: 1.5,
      minutes: 90,
      source: 'external',
      approval: { approver: 'Example Hospital', number: 'ECA-1' },
      recordedBy: `learner:${ada.id}`,
      evidence: { file: { name: kept, type, bytes: content.length } },
    })
    const path = `/credits/entries/${recorded?.entry.id}`
    expect(await page(path)).toContain('Sepsis &lt;2026&gt; &amp; &quot;shock&quot;')
    const file = await get(`${path}/evidence`)
    expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true)
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': type,
      'content-disposition': `attachment; filename="${kept}"; filename*=UTF-8''${kept}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*; ?sandbox(;|$)/),
      'cache-control': 'private, no-store',
    })
  })

  test('sent twice it stands in the ledger once; another form is another entry, and counts once all the same', async () => {
    await post('/credits/credentials', { credential: 'ahima-ccs', since: '2026-02-01' })
    const file = { name: 'proof.pdf', content: PDF }
    const both = await Promise.all([report(activity, file), report(activity, file)])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await entries()).toHaveLength(1)
    // Going back leads to the same form; what is then typed into it is something else.
    await report({ ...activity, title: 'Another one' }, file)
    expect(await entries()).toHaveLength(2)
    await report({ ...activity, form: '1e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11' }, file)
    expect(await entries()).toHaveLength(3)
    const text = await page('/credits')
    expect(text).toContain('✓ 1 CEU counted')
    expect(text).toContain('calculated from 1.5 CEUs in 90 minutes, by the rounding of this body.')
    expect(text).toContain('✗ Not counted')
    expect(text).toContain('The same activity was completed on 2026-03-31')
    expect((await service.service.store.ledger.verify()).whole).toBe(true)
  })

  test('what is wrong stands by its field, what was typed is kept, and nothing is stored', async () => {
    const answer = await report({ ...activity, minutes: 'an hour' }, { name: 'x.pdf', content: PDF })
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toMatch(/id="minutes-error"[^>]*>.*?whole minutes/s)
    expect(text).toContain('value="an hour"')
    expect(text).toContain('value="Sepsis &lt;2026&gt; &amp; &quot;shock&quot;"')
    expect(text).toMatch(/name="domains.coding-and-classification"[^>]* checked/)
    expect(text).toContain('Choose the file once more')
    expect(text).toContain(`name="form" value="${FORM_KEY}"`)
    expect(text).toContain('<title>Error: Report an activity')
    expect(await entries()).toEqual([])
    expect(await service.service.store.upkeep.audit()).toEqual([])
  })

  test('what is wrong is listed above the form in the order of its fields', async () => {
    const text = await (await report({})).text()
    const summary = /role="alert".*?<\/ul>/s.exec(text)?.[0] ?? ''
    const listed = [...summary.matchAll(/href="#(\w+)"/g)].map(([, name]) => name)
    const fields = [...text.matchAll(/ id="(\w+)-error"/g)].map(([, name]) => name)
    expect(listed).toEqual(fields)
    expect(listed.length).toBeGreaterThan(6)
  })

  test.each([
    ['no file', undefined, 'Choose the file that shows'],
    [
      'a page called PDF',
      { name: 'x.pdf', content: Buffer.from('<script>'), type: 'application/pdf' },
      'neither a PDF',
    ],
    ['a file cut off', { name: 'x.png', content: PNG.subarray(0, -4) }, 'damaged or cut off'],
    ['a byte too many', { name: 'x.pdf', content: Buffer.alloc(MOST_EVIDENCE_BYTES + 1, PDF) }, 'more than 10 MB'],
    ['far too much', { name: 'x.pdf', content: Buffer.alloc(MOST_EVIDENCE_BYTES * 2, PDF) }, 'more than 10 MB'],
  ])('%s is refused by the field of the file, and the rest is kept', async (_, file, words) => {
    const answer = await report(activity, file)
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toMatch(new RegExp(`id="file-error"[^>]*>.*?${words}`, 's'))
    expect(text).toContain('value="Example Hospital"')
    expect(await entries()).toEqual([])
  })

  test.each([
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nnever ends'],
    ['text/plain', 'title=x'],
    ['application/json', '{}'],
  ])('a body that is no form (%s) is said to be one', async (type, body) => {
    const answer = await service.request('/credits/external', {
      method: 'POST',
      body,
      cookie,
      headers: { 'content-type': type },
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('did not arrive whole')
  })

  test('a form that another site posts is refused', async () => {
    for (const path of ['/credits/external', '/credits/credentials', '/credits/credentials/ahima-ccs/remove']) {
      const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
      const body = path.endsWith('external') ? formOf(activity, { name: 'x.pdf', content: PDF }) : new URLSearchParams()
      expect((await service.request(path, { method: 'POST', body, cookie, headers })).status).toBe(403)
    }
    expect(await entries()).toEqual([])
  })

  test('withdrawn, it stays with the reason and no longer counts', async () => {
    await post('/credits/credentials', { credential: 'ahima-ccs', since: '2026-02-01' })
    await report(activity, { name: 'proof.pdf', content: PDF })
    const path = `/credits/entries/${(await entries())[0]?.entry.id}`
    const empty = await post(`${path}/withdraw`, { reason: ' ' })
    expect([empty.status, await empty.text()]).toEqual([400, expect.stringContaining('Write why')])
    for (let times = 0; times < 2; times++) {
      const answer = await post(`${path}/withdraw`, { reason: 'The minutes were wrong' })
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/credits?done=withdrawn'])
    }
    const all = await service.service.store.ledger.ofLearner(ada.id)
    expect(all.map(({ kind }) => kind)).toEqual(['credit', 'revocation'])
    const text = await page('/credits')
    expect(text).toContain('✗ Revoked')
    expect(text).toContain('The minutes were wrong')
    expect(text).not.toContain('counted</span>')
    expect(await page(path)).not.toContain('Withdraw the entry')
  })
})

test('an address that can name nothing is answered as one that names nothing', async () => {
  for (const path of ['/credits/entries/%00', '/credits/entries/%00/evidence', '/credits/credentials/%00']) {
    expect((await get(path)).status).toBe(404)
  }
  expect((await post('/credits/entries/%00/withdraw', { reason: 'x' })).status).toBe(404)
  expect((await post('/credits/credentials/%00/remove', {})).status).toBe(303)
})

describe('for spreadsheets', () => {
  test('the ledger as a table, in which nothing is a formula', async () => {
    await report({ ...activity, title: '=HYPERLINK("http://x")' }, { name: 'proof.pdf', content: PDF })
    const answer = await get('/credits/ledger.csv')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="credits.csv"')
    const lines = (await answer.text()).split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toContain(`2026-03-31,"'=HYPERLINK(""http://x"")",Example Hospital,webinar`)
    expect(lines[1]).toContain('Activity elsewhere,reported by the learner,active')
  })
})

describe('for instructors', () => {
  test('everybody with what they hold, and the ledger of one with its evidence', async () => {
    await post('/credits/credentials', { credential: 'ahima-ccs', since: '2026-02-01' })
    await report(activity, { name: 'proof.pdf', content: PDF })
    const ina = await service.addPerson('Ina Structor', 'instructor')
    const instructor = await service.signIn(ina)
    const read = async (path: string) => (await service.request(path, { cookie: instructor })).text()
    const list = await read('/instructor/credits')
    for (const words of ['Ada Example', '1 of 80 CEUs', 'January 31, 2028', '1 entry in the ledger']) {
      expect(list).toContain(words)
    }
    expect(list).not.toContain('Ina Structor</a>')
    const one = await read(`/instructor/credits/${ada.id}`)
    expect(one).toContain('Sepsis &lt;2026&gt;')
    const entry = await read(`/credits/entries/${(await entries())[0]?.entry.id}`)
    expect(entry).toContain('Credits of Ada Example')
    expect(entry).not.toContain('Withdraw the entry')
    expect(entry).toContain('Reason for revoking')
    expect((await service.request('/instructor/credits/nobody', { cookie: instructor })).status).toBe(404)
  })

  test('fifty people on a page, found by name', async () => {
    for (let n = 10; n < 110; n++) await service.addPerson(`Person ${n}`, 'learner')
    await service.addPerson('Zoë Nguyễn', 'learner')
    const instructor = await service.signIn(await service.addPerson('Ina Structor', 'instructor'))
    const read = async (query: string) =>
      (await service.request(`/instructor/credits${query}`, { cookie: instructor })).text()
    const names = (text: string): number => [...text.matchAll(/href="\/instructor\/credits\/[^"?]+"/g)].length
    const [first, second, third] = [await read(''), await read('?page=2'), await read('?page=3')]
    expect([names(first), names(second), names(third)]).toEqual([50, 50, 2])
    expect(first).toContain('Page 1 of 3, 102 people')
    expect(first).toContain('href="/instructor/credits?page=2"')
    expect(third).toContain('Zoë Nguyễn')
    expect(third).not.toContain('Next 50')
    for (const page of ['0', '-1', 'x', '1e3', '9'.repeat(30)])
      expect(await read(`?page=${page}`)).toContain('Page 1 of 3')
    expect(await read('?page=99')).toContain('Page 3 of 3')
    const found = await read('?name=nguyen')
    expect([names(found), found.includes('value="nguyen"')]).toEqual([1, true])
    expect(await read('?name=PERSON&page=2')).toContain('href="/instructor/credits?name=PERSON&amp;page=1"')
    const nobody = await read(`?name=${encodeURIComponent('"><script>')}`)
    expect(nobody).toContain('Nobody here has “&quot;&gt;&lt;script&gt;” in their name.')
  })

  test('revoking and issuing anew leave who, when and why, and the learner sees it', async () => {
    await report(activity, { name: 'proof.pdf', content: PDF })
    const ina = await service.addPerson('Ina Structor', 'instructor')
    const instructor = await service.signIn(ina)
    const act = (path: string, fields: Record<string, string>) =>
      service.request(path, { method: 'POST', body: new URLSearchParams(fields), cookie: instructor })
    const path = `/instructor/credits/entries/${(await entries())[0]?.entry.id}`
    const none = await act(`${path}/reissue`, { reissueReason: 'Misspelt' })
    expect([none.status, await none.text()]).toEqual([400, expect.stringContaining('No certificate was issued')])
    const empty = await act(`${path}/revoke`, { revokeReason: ' ' })
    expect(await empty.text()).toMatch(/id="revokeReason-error"[^>]*>.*?Say why/s)
    const done = await act(`${path}/revoke`, { revokeReason: 'The file shows somebody else' })
    expect([done.status, done.headers.get('location')]).toEqual([303, `/instructor/credits/${ada.id}`])
    expect((await act(`${path}/revoke`, { revokeReason: 'Again' })).status).toBe(400)
    expect((await service.service.store.ledger.ofLearner(ada.id)).at(-1)).toMatchObject({
      kind: 'revocation',
      reason: 'The file shows somebody else',
      recordedBy: `staff:${ina.id}`,
    })
    expect(await page('/credits')).toContain('The file shows somebody else')
  })

  test('what was revoked by mistake is given again, once; what the learner withdrew is not', async () => {
    await report(activity, { name: 'proof.pdf', content: PDF })
    await report({ ...activity, form: `${FORM_KEY}2`, title: 'Withdrawn' }, { name: 'proof.pdf', content: PDF })
    const [revoked, withdrawn] = (await entries()).map(({ entry }) => `/credits/entries/${entry.id}`)
    await post(`${withdrawn}/withdraw`, { reason: 'The minutes were wrong' })
    const ina = await service.addPerson('Ina Structor', 'instructor')
    cookie = await service.signIn(ina)
    const button = `action="/instructor${revoked}/restore"`
    expect(await page(`${revoked}`)).not.toContain(button)
    await post(`/instructor${revoked}/revoke`, { revokeReason: 'Another person' })
    expect(await page(`${revoked}`)).toContain(button)
    expect(await page(`${withdrawn}`)).not.toContain('/restore"')
    expect((await post(`/instructor${revoked}/restore`, { restoreReason: ' ' })).status).toBe(400)
    const done = await post(`/instructor${revoked}/restore`, { restoreReason: 'It was Ada after all' })
    expect([done.status, done.headers.get('location')]).toEqual([303, `/instructor/credits/${ada.id}`])
    const [again, ...others] = (await entries()).filter(({ standing }) => standing.kind === 'active')
    expect(again?.entry).toMatchObject({ reason: 'It was Ada after all', recordedBy: `staff:${ina.id}` })
    expect(others).toEqual([])
    expect(await page(`${revoked}`)).not.toContain(button)
    expect((await post(`/instructor${revoked}/restore`, { restoreReason: 'Again' })).status).toBe(400)
  })

  test('credit is entered for somebody, with a reason, and once', async () => {
    const ina = await service.addPerson('Ina Structor', 'instructor')
    cookie = await service.signIn(ina)
    const path = `/instructor/credits/${ada.id}/add`
    const add = (fields: Record<string, string>, file?: Parameters<typeof formOf>[1]) =>
      service.request(path, { method: 'POST', body: formOf(fields, file), cookie })
    expect(await page(path)).toContain('Add credit for Ada Example')
    const none = await add({ ...activity, reason: '' }, { name: 'proof.png', content: PNG })
    const text = await none.text()
    expect(none.status).toBe(400)
    expect(text).toMatch(/id="reason-error"[^>]*>.*?Say why/s)
    expect(text).toContain('Choose the file once more')
    for (let times = 0; times < 2; times++) {
      const done = await add({ ...activity, reason: 'Seen on paper' })
      expect([done.status, done.headers.get('location')]).toEqual([303, `/instructor/credits/${ada.id}`])
    }
    expect((await entries()).map(({ entry }) => entry)).toMatchObject([
      { source: 'manual', reason: 'Seen on paper', recordedBy: `staff:${ina.id}`, title: activity.title },
    ])
    expect((await get(`/instructor/credits/${ina.id}/add`)).status).toBe(404)
  })

  test('nobody acts on a ledger of their own', async () => {
    const ina = await service.addPerson('Ina Structor', 'instructor')
    cookie = await service.signIn(ina)
    await report(activity, { name: 'proof.pdf', content: PDF })
    const [own] = standings(await service.service.store.ledger.ofLearner(ina.id))
    const answer = await post(`/instructor/credits/entries/${own?.entry.id}/revoke`, { revokeReason: 'x' })
    expect(answer.status).toBe(404)
  })
})
