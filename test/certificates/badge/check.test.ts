import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { askStatus, REPLACED, REVOKED } from '../../../src/certificates/badge/ask-status.ts'
import { checkBadge } from '../../../src/certificates/badge/check.ts'
import type { SigningPair } from '../../../src/certificates/badge/keys.ts'
import { signStatusList } from '../../../src/certificates/badge/status-list.ts'
import { cpuSeconds } from '../../support/cpu.ts'
import { badge, DAY, members, NOON, PLACE, pairOf, publicOf, retiredAt, SNAPSHOT, WEB } from './made.ts'

const keys = pairOf('keys')
const made = await badge()

interface World {
  readonly known?: readonly SigningPair[]
  readonly now?: number
  /** What the addresses of the issuer answer; nothing for no network. */
  readonly answers?: Readonly<Record<string, unknown>>
}

function check(text: string, { known = [keys], now = NOON, answers = {} }: World = {}) {
  const publicKeys = known.flatMap((pair) => publicOf(pair))
  return checkBadge(text, {
    keys: publicKeys,
    now,
    status: (credential) => askStatus(credential, { keys: publicKeys, load: (url) => Promise.resolve(answers[url]) }),
  })
}

const listUrl = `${WEB}/badges/status/${PLACE.list}`
const namesUrl = `${WEB}/badges/revocations/${PLACE.list}`
const listed = async (revoked: readonly number[], key = keys.ed25519, at = NOON) =>
  members(await signStatusList({ publicUrl: WEB, list: PLACE.list, revoked, key, at }))

describe.each([
  ['JSON', made.credential],
  ['JWT', made.jwt],
])('a badge as %s', (_, text) => {
  test('is valid, and says what it certifies', async () => {
    const verdict = await check(text, { answers: { [listUrl]: await listed([1, 2]) } })
    expect(verdict).toMatchObject({
      verdict: 'valid',
      covers: 'facts',
      asked: true,
      facts: { number: SNAPSHOT.number, learnerName: SNAPSHOT.learnerName, credits: 1.5, issuerName: 'Test College' },
    })
  })

  test('says when nobody could be asked', async () => {
    expect(await check(text)).toMatchObject({ verdict: 'valid', asked: false })
  })

  test('is revoked or replaced as the lists say', async () => {
    const { id } = members(made.credential)
    const told = async (revocationReason: string) =>
      check(text, {
        answers: {
          [listUrl]: await listed([PLACE.index]),
          [namesUrl]: { revokedCredentials: [{ id, revocationReason }] },
        },
      })
    expect((await told(REVOKED)).verdict).toBe('revoked')
    expect((await told(REPLACED)).verdict).toBe('replaced')
    const unnamed = await check(text, { answers: { [listUrl]: await listed([PLACE.index]) } })
    expect(unnamed.verdict).toBe('revoked')
  })

  test('is by an unknown issuer to whoever does not know the key', async () => {
    expect(await check(text, { known: [pairOf('others')] })).toEqual({
      verdict: 'unknown-issuer',
      doubt: 'unknown-key',
    })
  })

  test('stays valid when its key is retired, and is refused when dated after that', async () => {
    expect((await check(text, { known: [retiredAt(keys, NOON + 1), pairOf('next', NOON + 1)] })).verdict).toBe('valid')
    expect(await check(text, { known: [retiredAt(keys, NOON - 1000)] })).toEqual({
      verdict: 'unknown-issuer',
      doubt: 'key-not-in-force',
    })
  })

  test('is refused when dated before its key was made', async () => {
    const later = pairOf('keys', NOON + DAY)
    expect(await check(text, { known: [later] })).toMatchObject({ doubt: 'key-not-in-force' })
  })

  test('is not yet valid where the clock is set back', async () => {
    expect((await check(text, { now: NOON - DAY })).verdict).toBe('not-yet-valid')
  })

  test('is known by its key, whatever address the service had then', async () => {
    const moved = await badge({ publicUrl: 'https://old.example' })
    expect((await check(text === made.jwt ? moved.jwt : moved.credential)).verdict).toBe('valid')
  })
})

describe('a badge that ends', () => {
  test('holds through its last day', async () => {
    const { credential, jwt } = await badge({ snapshot: { validUntil: '2028-11-20' } })
    for (const text of [credential, jwt]) {
      expect((await check(text, { now: Date.parse('2028-11-20T23:59:00Z') })).verdict).toBe('valid')
      expect((await check(text, { now: Date.parse('2028-11-21T00:00:00Z') })).verdict).toBe('expired')
    }
  })
})

describe('a status list', () => {
  test.each([
    ['signed by somebody else', async () => listed([PLACE.index], pairOf('others').ed25519)],
    ['of another address', async () => ({ ...(await listed([PLACE.index])), id: `${listUrl}1` })],
    [
      'that was changed',
      async () => {
        const list = await listed([])
        return { ...list, credentialSubject: (await listed([PLACE.index])).credentialSubject }
      },
    ],
    ['that is none', async () => 'a page'],
  ])('%s says nothing', async (_, list) => {
    expect(await check(made.credential, { answers: { [listUrl]: await list() } })).toMatchObject({
      verdict: 'valid',
      asked: false,
    })
  })

  test('of a retired did:web key says nothing either', async () => {
    const known = [retiredAt(keys, NOON + DAY), pairOf('next', NOON + DAY)]
    const late = await listed([PLACE.index], keys.ed25519, NOON + 2 * DAY)
    expect(await check(made.credential, { known, answers: { [listUrl]: late } })).toMatchObject({ asked: false })
    const list = await listed([PLACE.index], pairOf('next', NOON + DAY).ed25519, NOON + 2 * DAY)
    expect((await check(made.credential, { known, answers: { [listUrl]: list } })).verdict).toBe('revoked')
  })
})

describe('what is not a badge as it was issued', () => {
  const altered = (change: (credential: Record<string, unknown>) => unknown): string =>
    JSON.stringify(change(members(made.credential)))
  const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const [header = '', payload = '', signature = ''] = made.jwt.split('.')
  const heading = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>
  const ceu = { ceu: { '@id': 'https://evil.example/terms#ceu' } }

  test.each<[what: string, text: string, verdict: string, doubt: string]>([
    ['another name', made.credential.replace('Ngô Thị Ánh', 'Eve Example'), 'altered', 'signature'],
    ['more credits', made.credential.replaceAll('1.5', '15'), 'altered', 'signature'],
    [
      'a later date of issue',
      made.credential.replace('"validFrom":"2026', '"validFrom":"2027'),
      'altered',
      'signature',
    ],
    ['no proof', altered((one) => ({ ...one, proof: undefined })), 'unknown-issuer', 'unknown-key'],
    ['another purpose', made.credential.replace('assertionMethod', 'authentication'), 'altered', 'signature'],
    ['another suite', made.credential.replace('eddsa-rdfc-2022', 'eddsa-jcs-2022'), 'altered', 'algorithm'],
    [
      'a foreign context',
      altered((one) => ({ ...one, '@context': ['https://evil.example/context'] })),
      'altered',
      'context',
    ],
    [
      'an inline context of its own',
      altered((one) => ({ ...one, '@context': [...(one['@context'] as unknown[]), ceu] })),
      'altered',
      'context',
    ],
    ['keywords inside', altered((one) => ({ ...one, evidence: { '@graph': one.evidence } })), 'altered', 'context'],
    ['a word nobody knows', altered((one) => ({ ...one, grade: 'A' })), 'altered', 'signature'],
    ['a JWT without algorithm', `${b64({ ...heading, alg: 'none' })}.${payload}.`, 'altered', 'algorithm'],
    [
      'a JWT signed with the public key as a secret',
      (() => {
        const input = `${b64({ ...heading, alg: 'HS256' })}.${payload}`
        const secret = JSON.stringify(publicOf(keys)[1]?.jwk)
        return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
      })(),
      'altered',
      'algorithm',
    ],
    [
      'a JWT that brings its own key',
      `${b64({ ...heading, kid: 'did:key:zDnaeverything#zDnaeverything' })}.${payload}.${signature}`,
      'unknown-issuer',
      'unknown-key',
    ],
    [
      'a JWT with another payload',
      `${header}.${b64({ ...members(made.credential), iat: NOON / 1000 })}.${signature}`,
      'altered',
      'signature',
    ],
    ['a JWT with half a signature', `${header}.${payload}.${signature.slice(0, 43)}`, 'altered', 'signature'],
    ['text', 'Certificate of completion', 'unknown', 'no-certificate'],
    ['nothing', '', 'unknown', 'no-certificate'],
    ['other JSON', '{"hello":"world"}', 'unknown', 'no-certificate'],
    ['a list', '[1,2,3]', 'unknown', 'no-certificate'],
    [
      'JSON nested too deeply to be read',
      `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      'unknown',
      'no-certificate',
    ],
    ['something enormous', `{"a":"${'x'.repeat(50_000_000)}"}`, 'unknown', 'too-large'],
  ])('%s', async (_, text, verdict, doubt) => {
    expect(await check(text)).toEqual({ verdict, doubt })
  })

  test('is told even where nesting hides it from the stack', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const text = made.credential.replace('{', `{"evil":${deep},`)
    expect(await check(text)).toMatchObject({ verdict: 'altered' })
  })

  test('costs no more than a moment, however it is entangled', async () => {
    // Blank nodes that all look alike are what canonicalisation takes longest for.
    const node = (i: number) => ({ id: `_:b${i}`, type: ['Evidence'], name: 'x' })
    const many = Array.from({ length: 2000 }, (_, i) => node(i))
    const seconds = await cpuSeconds(async () => {
      expect(await check(altered((one) => ({ ...one, evidence: many })))).toMatchObject({ verdict: 'altered' })
    })
    expect(seconds).toBeLessThan(5)
  })
})

test('keys are made of the randomness handed in, and nothing else', () => {
  const digest = (pair: SigningPair) => createHash('sha256').update(JSON.stringify(pair)).digest('hex')
  expect(digest(pairOf('keys'))).toBe(digest(pairOf('keys')))
  expect(digest(pairOf('keys'))).not.toBe(digest(pairOf('other keys')))
})
