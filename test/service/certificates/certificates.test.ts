import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkBadge } from '../../../src/certificates/badge/check.ts'
import { checkPdf } from '../../../src/certificates/badge/check-pdf.ts'
import { publicKeys, signingKeys } from '../../../src/service/badges/keys.ts'
import { certificatePdf } from '../../../src/service/certificates/pdf.ts'
import type { Learner } from '../../../src/storage/records.ts'
import { NOON, type TestService, testService } from '../../support/service.ts'
import { appendEntry, issue } from './issued.ts'

let service: TestService
let ada: Learner
beforeEach(async () => {
  service = await testService()
  ada = await service.addPerson('Ada Example', 'learner')
})
afterEach(() => service.close())

const kept = async (number: string) => {
  const certificate = await service.service.store.certificates.get(number)
  if (certificate === undefined) throw new Error('no certificate')
  return certificate
}

describe('a certificate', () => {
  test('is written with its badge, in two forms, and a place on a status list', async () => {
    const number = await issue(service, ada)
    const { credential, snapshot } = await kept(number)
    expect(JSON.parse(snapshot)).toMatchObject({ number, learnerName: 'Ada Example', credits: 1.5 })
    expect(JSON.parse(credential?.credential ?? '{}')).toMatchObject({
      credentialSubject: { ceu: { certificateNumber: number }, identifier: [{ identityHash: 'Ada Example' }] },
      credentialStatus: [{ statusListIndex: String(credential?.index) }, {}],
    })
    expect(credential?.jwt.split('.')).toHaveLength(3)
    expect(`${credential?.credential}${snapshot}`).not.toContain(ada.id)
    const ledger = await service.service.store.ledger.ofLearner(ada.id)
    expect(ledger).toHaveLength(1)
    expect((await service.service.store.ledger.verify()).whole).toBe(true)
  })

  test('names one person by one id in all badges, and another by another', async () => {
    const bob = await service.addPerson('Bob Example', 'learner')
    const subjectOf = async (number: string): Promise<string> =>
      JSON.parse((await kept(number)).credential?.credential ?? '').credentialSubject.id
    const [first, second, other] = [
      await subjectOf(await issue(service, ada)),
      await subjectOf(await issue(service, ada, { registration: 'again' })),
      await subjectOf(await issue(service, bob)),
    ]
    expect(first).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(second).toBe(first)
    expect(other).not.toBe(first)
  })

  test('names who vouches for the credits without an approval number, wherever it is read', async () => {
    const number = await issue(service, ada, { approver: 'Example Association' })
    const { credential, snapshot } = await kept(number)
    expect(JSON.parse(snapshot)).toMatchObject({ approver: 'Example Association' })
    expect(JSON.parse(credential?.credential ?? '')).toMatchObject({
      credentialSubject: { ceu: { approval: { approver: 'Example Association' } } },
    })
    const page = await (await service.request(`/verify/${number}`)).text()
    expect(page).toContain('No approval number, vouched for by Example Association')
    const keys = publicKeys(await signingKeys(service.service.store, service.service))
    const verdict = await checkBadge(credential?.jwt ?? '', { keys, now: NOON, status: async () => 'good' })
    expect(verdict).toMatchObject({ verdict: 'valid', facts: { approver: 'Example Association' } })
    expect('facts' in verdict && verdict.facts.approval).toBeUndefined()
  })

  test('holds for the months its award says', async () => {
    const number = await issue(service, ada, { validMonths: 24 })
    expect(JSON.parse((await kept(number)).snapshot)).toMatchObject({ validUntil: '2028-11-20' })
    expect(await (await service.request(`/verify/${number}`)).text()).toContain('November 20, 2028')
    service.advance(3 * 365 * 86_400_000)
    const page = await (await service.request(`/verify/${number}`)).text()
    expect(page).toContain('<strong>Expired</strong>')
  })

  test('is not issued, and nothing is lost, while the clock is set back before the keys', async () => {
    await signingKeys(service.service.store, service.service)
    service.advance(-86_400_000)
    await expect(issue(service, ada)).rejects.toThrow('Set the clock right; nothing is lost')
    expect(await service.service.store.ledger.ofLearner(ada.id)).toEqual([])
    service.advance(86_400_000)
    await issue(service, ada)
    expect(await service.service.store.certificates.ofLearner(ada.id)).toHaveLength(1)
  })
})

describe('its PDF', () => {
  test('carries the badge under a seal, and is the same ever after', async () => {
    const number = await issue(service, ada)
    const first = await certificatePdf(service.service, number)
    const keys = publicKeys(await signingKeys(service.service.store, service.service))
    const options = { keys, now: NOON, status: () => Promise.resolve('unknown' as const) }
    expect(await checkPdf(first ?? new Uint8Array(), options)).toMatchObject({ verdict: 'valid', facts: { number } })
    service.advance(86_400_000)
    expect(Buffer.from((await certificatePdf(service.service, number)) ?? []).equals(Buffer.from(first ?? []))).toBe(
      true,
    )
  })

  test('is drawn once, however many ask at once', async () => {
    const number = await issue(service, ada)
    const all = await Promise.all([1, 2, 3].map(() => certificatePdf(service.service, number)))
    expect(new Set(all.map((pdf) => Buffer.from(pdf ?? []).toString('base64'))).size).toBe(1)
  })

  test('of a certificate from before there were badges gets one', async () => {
    const number = await issue(service, ada)
    const { store } = service.service
    const { snapshot } = await kept(number)
    const older = JSON.stringify({ ...JSON.parse(snapshot), number: 'CW-OLDER', learnerId: undefined })
    await store.certificates.add({
      number: 'CW-OLDER',
      learner: ada.id,
      entry: await appendEntry(service, ada, 'older'),
      snapshot: older,
      issued: NOON - 1000,
    })
    const pdf = await certificatePdf(service.service, 'CW-OLDER')
    expect(pdf?.length).toBeGreaterThan(10_000)
    const { credential } = await kept('CW-OLDER')
    expect(JSON.parse(credential?.credential ?? '')).toMatchObject({ validFrom: '2026-11-22T11:59:59Z' })
  })

  test('is drawn by the template of the day it was issued', async () => {
    const templates = new Map([['plain', { id: 'plain', lines: ['Dean of coding'] }]])
    const designed = { ...service, service: { ...service.service, templates } }
    const number = await issue(designed, ada, { template: 'plain' })
    const { snapshot } = await kept(number)
    const hash = (JSON.parse(snapshot) as { template: string }).template
    const file = await service.service.store.files.get(hash)
    expect(new TextDecoder().decode(file?.content)).toBe('{"id":"plain","lines":["Dean of coding"]}')
    // Whatever became of the template since.
    expect((await certificatePdf(service.service, number))?.length).toBeGreaterThan(10_000)
    await expect(issue(service, ada, { registration: 'x', template: 'gone' })).rejects.toThrow('template gone')
  })

  test('is undefined for a number that was never issued', async () => {
    expect(await certificatePdf(service.service, 'CW-0000')).toBeUndefined()
  })
})

describe('the files of a certificate', () => {
  test('are for the learner alone, but for the PDF, which staff hand out', async () => {
    const number = await issue(service, ada)
    const bob = await service.addPerson('Bob Example', 'learner')
    const ina = await service.addPerson('Ina Structor', 'instructor')
    const [ofAda, ofBob, ofIna] = [await service.signIn(ada), await service.signIn(bob), await service.signIn(ina)]
    for (const [ending, type, begins] of [
      ['pdf', 'application/pdf', '%PDF-1.7'],
      ['json', 'application/vc', '{"@context"'],
      ['jwt', 'application/vc+jwt', 'eyJ'],
    ]) {
      const path = `/certificates/${number}.${ending}`
      const answer = await service.request(path, { cookie: ofAda })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${number}.${ending}"`)
      expect((await answer.text()).startsWith(begins ?? '-')).toBe(true)
      expect((await service.request(path, { cookie: ofBob })).status).toBe(404)
      expect((await service.request(path, { cookie: ofIna })).status).toBe(ending === 'pdf' ? 200 : 404)
      expect((await service.request(path)).status).toBe(303)
    }
    expect((await service.request('/certificates/CW-NOT-A-NUMBER.pdf', { cookie: ofAda })).status).toBe(404)
  })
})
