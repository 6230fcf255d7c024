import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askStatus } from '../../../src/certificates/badge/ask-status.ts'
import { checkBadge } from '../../../src/certificates/badge/check.ts'
import { answerProgram } from '../../../src/service/auth/operator.ts'
import { publicKeys, signingKeys } from '../../../src/service/badges/keys.ts'
import type { Learner } from '../../../src/storage/records.ts'
import { OPERATOR_KEY, type TestService, testService } from '../../support/service.ts'
import { appendEntry, issue } from '../certificates/issued.ts'

const WEB = 'https://learn.example:8443'
let service: TestService
let ada: Learner
async function begin(publicUrl: string): Promise<void> {
  service = await testService({ settings: { publicUrl } })
  ada = await service.addPerson('Ada Example', 'learner')
}
beforeEach(() => begin(WEB))
afterEach(() => service.close())

const json = async (path: string) => (await (await service.request(path)).json()) as Record<string, unknown>
const placeOf = async (number: string) => {
  const credential = (await service.service.store.certificates.get(number))?.credential
  if (credential === undefined) throw new Error('no badge')
  return credential
}
const revoke = (number: string, reason = 'Ada Example was somebody else') =>
  service.service.store.certificates.addEvent(number, { kind: 'revoked', at: service.service.now(), reason })

/** Bit of a list, read by hand: multibase `u`, gzip, first bit is the highest of the first byte. */
function bit(list: Record<string, unknown>, index: number): boolean {
  const { encodedList } = list.credentialSubject as { encodedList: string }
  const bits = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'))
  expect(bits.length * 8).toBe(131_072)
  return ((bits[index >> 3] ?? 0) & (128 >> (index & 7))) !== 0
}

/** The verdict of whoever has the issuer's keys and asks the service. */
async function check(number: string): Promise<string> {
  const { credential } = await placeOf(number)
  const keys = publicKeys(await signingKeys(service.service.store, service.service))
  const { publicUrl } = service.service.settings
  const load = async (url: string): Promise<unknown> => {
    const answer = await service.request(url.slice(publicUrl.length))
    return answer.ok ? answer.json() : undefined
  }
  const now = service.service.now()
  return (await checkBadge(credential, { keys, now, status: (one) => askStatus(one, { keys, load }) })).verdict
}

describe('the DID document', () => {
  test('names the keys of a service that is reached over https', async () => {
    const answer = await service.request('/.well-known/did.json')
    expect(answer.headers.get('content-type')).toBe('application/did+json')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const { pair } = await signingKeys(service.service.store, service.service)
    const id = 'did:web:learn.example%3A8443'
    expect(await answer.json()).toMatchObject({
      id,
      verificationMethod: [
        { id: `${id}#${pair.ed25519.id}`, type: 'Multikey', publicKeyMultibase: pair.ed25519.id, controller: id },
        { id: `${id}#${pair.es256.id}`, type: 'JsonWebKey', publicKeyJwk: { crv: 'P-256', alg: 'ES256' } },
      ],
      assertionMethod: [`${id}#${pair.ed25519.id}`, `${id}#${pair.es256.id}`],
    })
  })

  test('is not there without https, where badges are issued by did:key', async () => {
    await service.close()
    await begin('http://localhost')
    const answer = await service.request('/.well-known/did.json')
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('signing-keys list')])
    const number = await issue(service, ada)
    const { pair } = await signingKeys(service.service.store, service.service)
    expect(JSON.parse((await placeOf(number)).credential).issuer.id).toBe(`did:key:${pair.ed25519.id}`)
    expect(await check(number)).toBe('valid')
  })

  test('never holds a private half, and neither do answers, pages or the log', async () => {
    const number = await issue(service, ada)
    const cookie = await service.signIn(ada)
    const said = [
      JSON.stringify(service.log),
      JSON.stringify(await answerProgram(service.service, { do: 'signing-list' })),
    ]
    for (const path of ['/.well-known/did.json', '/verify', '/verify/offline', `/certificates/${number}.json`]) {
      said.push(await (await service.request(path, { cookie })).text())
    }
    const { all } = await signingKeys(service.service.store, service.service)
    for (const { jwk } of all) {
      const { d } = JSON.parse(jwk) as { d: string }
      expect(d).toMatch(/^[\w-]{43}$/)
      expect(said.join('\n')).not.toContain(d)
    }
  })
})

describe('the status list', () => {
  test('shows a revocation at once, in both kinds of list', async () => {
    const [number, other] = [await issue(service, ada), await issue(service, ada, { registration: 'other' })]
    const { list, index, credential } = await placeOf(number)
    const path = `/badges/status/${list}`
    expect(bit(await json(path), index)).toBe(false)
    expect(await check(number)).toBe('valid')
    await revoke(number)
    const after = await json(path)
    expect(bit(after, index)).toBe(true)
    expect(bit(after, (await placeOf(other)).index)).toBe(false)
    expect(await check(number)).toBe('revoked')
    expect(await check(other)).toBe('valid')
    expect(await json(`/badges/revocations/${list}`)).toEqual({
      id: `${WEB}/badges/revocations/${list}`,
      issuer: 'did:web:learn.example%3A8443',
      revokedCredentials: [{ id: JSON.parse(credential).id, revoked: true, revocationReason: 'Revoked by the issuer' }],
    })
  })

  test('tells a certificate that was replaced from one that was revoked', async () => {
    const number = await issue(service, ada)
    const { store } = service.service
    const { snapshot, issued } = (await store.certificates.get(number)) ?? { snapshot: '', issued: 0 }
    const entry = await appendEntry(service, ada, 'newer')
    await store.certificates.add({ number: 'CW-NEWEST', learner: ada.id, entry, snapshot, issued, replaces: number })
    expect(await check(number)).toBe('replaced')
    const page = await (await service.request(`/verify/${number}`)).text()
    expect(page).toContain('<strong>Replaced</strong>')
    expect(page).not.toContain('CW-NEWEST')
  })

  test('is sent again only when it has changed', async () => {
    const { list } = await placeOf(await issue(service, ada))
    const number = await issue(service, ada, { registration: 'other' })
    const path = `/badges/status/${list}`
    const first = await service.request(path)
    const tag = first.headers.get('etag') ?? ''
    expect([first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
      'application/vc',
      'no-cache',
    ])
    service.advance(60_000)
    const again = await service.request(path, { headers: { 'If-None-Match': `"x", W/${tag}` } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    await revoke(number)
    const changed = await service.request(path, { headers: { 'If-None-Match': tag } })
    expect([changed.status, changed.headers.get('etag') === tag]).toEqual([200, false])
  })

  test('names nobody, gives no reason, and is not there before it is begun', async () => {
    const number = await issue(service, ada)
    await revoke(number)
    const { list } = await placeOf(number)
    for (const path of [`/badges/status/${list}`, `/badges/revocations/${list}`]) {
      const text = await (await service.request(path)).text()
      for (const secret of [number, 'Ada', ada.id, 'somebody else']) expect(text).not.toContain(secret)
    }
    for (const path of [
      '/badges/status/1',
      `/badges/status/${list + 1}`,
      '/badges/status/x',
      '/badges/revocations/-1',
    ]) {
      expect((await service.request(path)).status).toBe(404)
    }
  })

  test('gives places that nobody can guess, each once', async () => {
    const places = new Set<number>()
    for (let i = 0; i < 12; i++) {
      const { list, index } = await placeOf(await issue(service, ada, { registration: `r${i}` }))
      expect(list).toBe(1_000_000)
      places.add(index)
    }
    const sorted = [...places].sort((a, b) => a - b)
    expect(sorted).toHaveLength(12)
    expect((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)).toBeGreaterThan(1000)
  })
})

describe('signing keys', () => {
  const operate = async (what: string): Promise<unknown> => {
    const answer = await service.request('/operator', {
      method: 'POST',
      headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ do: what }),
    })
    return answer.json()
  }

  test.each([WEB, 'http://localhost'])('rotate; what the old ones have signed stays good at %s', async (publicUrl) => {
    await service.close()
    await begin(publicUrl)
    const before = await issue(service, ada)
    service.advance(60_000)
    expect(await operate('signing-rotate')).toMatchObject({
      signingKeys: [
        { algorithm: 'Ed25519', retired: service.service.now() },
        { algorithm: 'ES256', retired: service.service.now() },
        { algorithm: 'Ed25519', created: service.service.now() },
        { algorithm: 'ES256', created: service.service.now() },
      ],
    })
    const after = await issue(service, ada, { registration: 'after' })
    service.advance(60_000)
    expect([await check(before), await check(after)]).toEqual(['valid', 'valid'])
    await revoke(before)
    expect([await check(before), await check(after)]).toEqual(['revoked', 'valid'])
    const methods = [before, after].map(async (number) => JSON.parse((await placeOf(number)).credential).proof)
    const [old, fresh] = await Promise.all(methods)
    expect(old.verificationMethod).not.toBe(fresh.verificationMethod)
    const [line] = await service.service.store.upkeep.audit()
    expect(line).toMatchObject({ who: 'operator', action: 'rotate-signing-keys' })
  })

  test('do not rotate while the clock is set back', async () => {
    await operate('signing-list')
    service.advance(-60_000)
    expect(await operate('signing-rotate')).toEqual({
      wrong: expect.stringContaining('Set the clock right first.'),
    })
    expect(await operate('signing-nothing')).toEqual({ wrong: 'Unknown request.' })
  })

  test('are kept: a second process finds those of the first', async () => {
    const first = await signingKeys(service.service.store, service.service)
    const second = await signingKeys(service.service.store, service.service)
    expect(second).toEqual(first)
    expect(first.all).toHaveLength(2)
  })
})
