/** What a statement must look like: xAPI 1.0.3 Data 2 and 4; IEEE 9274.1.1 4.2. */
import { describe, expect, test } from 'vitest'
import { isDuration, isIri, isLanguage, isTimestamp } from '../../../src/service/lrs/validation/formats.ts'
import { statementFaults } from '../../../src/service/lrs/validation/statement.ts'
import { versions } from '../../../src/service/lrs/versions.ts'
import { cpuSeconds } from '../../support/cpu.ts'
import { VERSIONS } from './client.ts'

const ID = 'AB3D5C7E-1111-4222-8333-444455556666'
const actor = { objectType: 'Agent', account: { homePage: 'https://example.com/', name: 'x' } }
const group = { objectType: 'Group', member: [actor] }
const verb = { id: 'http://example.com/verbs/did' }
const object = { id: 'http://example.com/things/1' }
const good = { actor, verb, object }
const sub = { objectType: 'SubStatement', ...good }
const file = {
  usageType: 'http://e.com/u',
  display: { en: 'A' },
  contentType: 'text/plain; charset=utf-8',
  length: 1,
  sha2: 'a'.repeat(64),
}
const defined = (definition: object): object => ({ ...good, object: { ...object, definition } })
const within = (context: object): object => ({ ...good, context })
const scored = (score: unknown): object => ({ ...good, result: { score } })
const attached = (changes: object): object => ({ ...good, attachments: [{ ...file, ...changes }] })

describe.each(VERSIONS)('at %s', (version) => {
  const faults = (value: unknown) => statementFaults(value, versions[version])

  test.each([
    ['the least', good],
    ['mbox', { ...good, actor: { mbox: 'mailto:a@example.com', name: 'A' } }],
    ['an anonymous group', { ...good, actor: { objectType: 'Group', member: [actor] } }],
    ['a sub-statement', { ...good, object: { objectType: 'SubStatement', ...good } }],
    [
      'voiding',
      {
        ...good,
        verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
        object: { objectType: 'StatementRef', id: ID },
      },
    ],
    [
      'everything',
      {
        id: ID,
        ...good,
        object: {
          ...object,
          objectType: 'Activity',
          definition: {
            name: { 'en-US': 'A', 'zh-Hant-TW': 'B' },
            type: 'http://example.com/t',
            interactionType: 'choice',
            correctResponsesPattern: ['a[,]b'],
            choices: [{ id: 'a', description: { en: 'A' } }, { id: 'b' }],
            extensions: { 'http://example.com/e': null },
          },
        },
        result: {
          score: { scaled: -1, raw: 0, min: 0, max: 10 },
          success: false,
          completion: true,
          response: '',
          duration: 'PT1H30.5S',
          extensions: { 'http://example.com/e': { nested: null } },
        },
        context: {
          registration: ID,
          instructor: actor,
          team: { objectType: 'Group', mbox: 'mailto:t@example.com' },
          contextActivities: { parent: object, grouping: [object] },
          revision: '1',
          platform: 'p',
          language: 'en-GB',
          statement: { objectType: 'StatementRef', id: ID },
        },
        timestamp: '2026-11-22T12:00:00+05:30',
        version: '1.0.0',
        attachments: [
          {
            usageType: 'http://e.com/u',
            display: { en: 'A' },
            contentType: 't/t',
            length: 1,
            sha2: 'a'.repeat(64),
            fileUrl: 'http://e.com',
          },
        ],
      },
    ],
  ])('%s passes', (_, statement) => {
    expect(faults(statement)).toEqual([])
  })

  test.each<[requirement: string, pointer: string, statement: unknown]>([
    ['XAPI-00001', '/result', { ...good, result: null }],
    ['XAPI-00001', '/context/contextActivities/parent', within({ contextActivities: { parent: null } })],
    ['XAPI-00003', '', { verb, object }],
    ['XAPI-00004', '', { actor, object }],
    ['XAPI-00005', '', { actor, verb }],
    ['XAPI-00006', '', 'x'],
    ['XAPI-00006', '/verb', { ...good, verb: 'did' }],
    ['XAPI-00006', '/result', { ...good, result: [] }],
    ['XAPI-00007', '/verb/id', { ...good, verb: { id: '' } }],
    ['XAPI-00008', '/Context', { ...good, Context: {} }],
    ['XAPI-00009', '/actor/objectType', { ...good, actor: { ...actor, objectType: 'agent' } }],
    ['XAPI-00010', '/extra', { ...good, extra: 1 }],
    ['XAPI-00010', '/toString', { ...good, toString: 1 }],
    ['XAPI-00011', '/verb/id', { ...good, verb: { id: 'did' } }],
    ['XAPI-00017', '/object', { ...good, verb: { id: 'http://adlnet.gov/expapi/verbs/voided' } }],
    ['XAPI-00022', '/timestamp', { ...good, timestamp: '2026-11-22' }],
    ['XAPI-00024', '/authority', { ...good, authority: {} }],
    ['XAPI-00025', '/attachments', { ...good, attachments: file }],
    ['XAPI-00027', '/id', { ...good, id: 'nope' }],
    ['XAPI-00028', '/id', { ...good, id: 7 }],
    ['XAPI-00030', '/id', { ...good, id: `M${ID.slice(1)}` }],
    ['XAPI-00031', '/actor/objectType', { ...good, actor: { ...actor, objectType: 'Person' } }],
    ['XAPI-00033', '/actor/name', { ...good, actor: { ...actor, name: 7 } }],
    ['XAPI-00034', '/actor', { ...good, actor: { name: 'nobody' } }],
    ['XAPI-00034', '/actor', { ...good, actor: { ...actor, mbox: 'mailto:a@b.c' } }],
    ['XAPI-00035', '/actor/member', { ...good, actor: { ...actor, member: [] } }],
    ['XAPI-00035', '/actor', { ...good, actor: { objectType: 'Group', name: 'empty' } }],
    ['XAPI-00036', '/actor/member/0/objectType', { ...good, actor: { objectType: 'Group', member: [group] } }],
    ['XAPI-00037', '/actor', { ...good, actor: { ...actor, objectType: 'Group', mbox: 'mailto:a@b.c' } }],
    ['XAPI-00038', '/actor/mbox', { ...good, actor: { mbox: 'a@example.com' } }],
    ['XAPI-00039', '/actor/mbox_sha1sum', { ...good, actor: { mbox_sha1sum: 'abc' } }],
    ['XAPI-00040', '/actor/openid', { ...good, actor: { openid: 'ada' } }],
    ['XAPI-00041', '/actor/account', { ...good, actor: { account: 'x' } }],
    ['XAPI-00042', '/actor/account/homePage', { ...good, actor: { account: { homePage: 'x', name: 'x' } } }],
    ['XAPI-00043', '/actor/account', { ...good, actor: { account: { homePage: 'https://e.com/' } } }],
    ['XAPI-00045', '/verb/display/not a tag', { ...good, verb: { ...verb, display: { 'not a tag': 'x' } } }],
    ['XAPI-00046', '/object/objectType', { ...good, object: { objectType: 'Thing', id: 'http://e.com' } }],
    ['XAPI-00047', '/object', { ...good, object: {} }],
    ['XAPI-00048', '/object/definition', { ...good, object: { ...object, definition: 'x' } }],
    ['XAPI-00049', '/object/definition/interactionType', defined({ interactionType: 'quiz' })],
    ['XAPI-00056', '/object/definition/name', defined({ name: 'A' })],
    ['XAPI-00057', '/object/definition/extensions', defined({ extensions: [] })],
    ['XAPI-00059', '/object/definition/description/en', defined({ description: { en: 1 } })],
    ['XAPI-00060', '/object/definition/type', defined({ type: 'course' })],
    ['XAPI-00061', '/object/definition/moreInfo', defined({ moreInfo: 'here' })],
    ['XAPI-00064', '/object/definition', defined({ correctResponsesPattern: ['a'] })],
    [
      'Data 2.4.4.1',
      '/object/definition/choices',
      defined({ interactionType: 'choice', choices: [{ id: 'a' }, { id: 'a' }] }),
    ],
    ['XAPI-00065', '/object', { ...good, object: { mbox: 'mailto:a@b.c' } }],
    ['XAPI-00066', '/object', { ...good, object: { objectType: 'SubStatement', actor, verb } }],
    ['XAPI-00067', '/object/authority', { ...good, object: { ...sub, authority: actor } }],
    ['XAPI-00068', '/object/version', { ...good, object: { ...sub, version: '1.0.0' } }],
    ['XAPI-00069', '/object/stored', { ...good, object: { ...sub, stored: '2026-11-22T12:00:00Z' } }],
    ['XAPI-00070', '/object/id', { ...good, object: { ...sub, id: ID } }],
    ['XAPI-00071', '/object/object/objectType', { ...good, object: { ...sub, object: sub } }],
    ['XAPI-00072', '/object', { ...good, object: { objectType: 'StatementRef' } }],
    ['XAPI-00074', '/result/success', { ...good, result: { success: 'yes' } }],
    ['XAPI-00075', '/result/completion', { ...good, result: { completion: 1 } }],
    ['XAPI-00076', '/result/response', { ...good, result: { response: 1 } }],
    ['XAPI-00077', '/result/duration', { ...good, result: { duration: '90 s' } }],
    ['XAPI-00078', '/result/extensions', { ...good, result: { extensions: 'x' } }],
    ['XAPI-00079', '/result/score', scored('10')],
    ['XAPI-00080', '/result/score/min', scored({ min: 3, max: 3 })],
    ['XAPI-00082', '/result/score/raw', scored({ raw: 11, max: 10 })],
    ['XAPI-00082', '/result/score/raw', scored({ raw: -1, min: 0 })],
    ['XAPI-00083', '/result/score/scaled', scored({ scaled: 1.01 })],
    ['XAPI-00084', '/context/revision', { ...good, object: actor, context: { revision: '1' } }],
    ['XAPI-00085', '/context/platform', { ...good, object: actor, context: { platform: 'p' } }],
    ['XAPI-00086', '/context/contextActivities', within({ contextActivities: [] })],
    ['XAPI-00087', '/context/registration', within({ registration: 'r' })],
    ['XAPI-00088', '/context/team/objectType', within({ team: { ...actor } })],
    ['XAPI-00089', '/context/revision', within({ revision: 1 })],
    ['XAPI-00090', '/context/platform', within({ platform: {} })],
    ['XAPI-00091', '/context/language', within({ language: 'english language' })],
    ['XAPI-00092', '/context/statement/id', within({ statement: { objectType: 'StatementRef', id: 'x' } })],
    ['XAPI-00093', '/context/contextActivities/child', within({ contextActivities: { child: [object] } })],
    ['XAPI-00094', '/context/contextActivities/parent/0/id', within({ contextActivities: { parent: [{ id: 'x' }] } })],
    ['XAPI-00098', '/authority', { ...good, authority: { objectType: 'Group', member: [actor] } }],
    ['XAPI-00100', '/authority', { ...good, authority: { objectType: 'Group', member: [actor, actor, actor] } }],
    ['XAPI-00101', '/version', { ...good, version: '1.1.0' }],
    ['XAPI-00102', '/attachments/0/length', attached({ length: 1.5 })],
    ['XAPI-00103', '/attachments/0/sha2', attached({ sha2: 'abc' })],
    ['XAPI-00104', '/attachments/0/fileUrl', attached({ fileUrl: 'here' })],
    ['XAPI-00105', '/attachments/0/contentType', attached({ contentType: 'text' })],
    ['XAPI-00106', '/attachments/0/display', attached({ display: 'A' })],
    ['XAPI-00107', '/attachments/0', { ...good, attachments: [{ ...file, usageType: undefined }] }],
    ['XAPI-00118', '/result/extensions/e', { ...good, result: { extensions: { e: 1 } } }],
    ['XAPI-00121', '/verb/display/en_US', { ...good, verb: { ...verb, display: { en_US: 'x' } } }],
    ['XAPI-00123', '/timestamp', { ...good, timestamp: '2026-11-22T12:00:00-00:00' }],
    ['XAPI-00124', '/result/duration', { ...good, result: { duration: 'PT' } }],
  ])('%s: a fault at %s is found', (_, pointer, statement) => {
    expect(faults(statement)[0]).toMatchObject({ pointer, message: expect.stringMatching(/./) })
    const rule = version === '1.0.3' ? /^xAPI 1\.0\.3 Data [\d.]+$/ : /^IEEE 9274\.1\.1 4\.2[\d.]*$/
    expect(faults(statement)[0]?.rule).toMatch(rule)
    if (pointer.startsWith('/timestamp') || pointer.startsWith('/result') || pointer.startsWith('/verb')) {
      // The same rules hold within a sub-statement (XAPI-00066).
      const inner = { ...good, object: { objectType: 'SubStatement', ...Object(statement) } }
      expect(faults(inner)[0]?.pointer).toBe(`/object${pointer}`)
    }
  })

  test('null, empty text and empty objects are values of extensions (XAPI-00119)', () => {
    const extensions = { 'http://e.com/1': null, 'http://e.com/2': '', 'http://e.com/3': {}, 'http://e.com/4': [null] }
    expect(faults({ ...good, result: { extensions }, context: { extensions } })).toEqual([])
  })

  test('of thousands of faults a few are reported', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`x${i}`, 1]))
    expect(faults({ ...good, ...many }).length).toBeLessThan(20)
  })
})

test('a version of 2.0 in a statement is for 2.0 only', () => {
  expect(statementFaults({ ...good, version: '2.0.0' }, versions['2.0.0'])).toEqual([])
  expect(statementFaults({ ...good, version: '2.0.0' }, versions['1.0.3'])[0]).toMatchObject({
    pointer: '/version',
    rule: 'xAPI 1.0.3 Data 2.4.10',
  })
})

describe('spellings', () => {
  test.each<[(value: unknown) => boolean, readonly string[], readonly string[]]>([
    [
      isTimestamp,
      ['2026-11-22T12:00:00Z', '2024-02-29T00:00:00.123456+05:30', '2026-11-22 12:00:00z', '2016-12-31T23:59:60Z'],
      [
        '2026-02-29T00:00:00Z',
        '2026-04-31T00:00:00Z',
        '2026-11-22T24:00:00Z',
        '2026-11-22T12:00:00',
        '2026-11-22T12:00:00-00:00',
        '2026-11-22T12:00:00-0000',
        '2026-11-22T12:00:00+00',
        '20261122T120000Z',
        '2026-13-22T12:00:00Z',
        '',
      ],
    ],
    [
      isDuration,
      ['P1W', 'PT16559.14S', 'P1Y2M3DT4H5M6.78S', 'P3D', 'PT1,5H', 'P0D', 'PT0S'],
      [
        'P',
        'PT',
        'P1',
        '1H',
        'P1H',
        'PT1D',
        'P1S',
        'P1Y1W',
        'P1.5Y2M',
        'PT1.5H2M',
        'p1d',
        '-P1D',
        'P0003-06-04T12:30:05',
        'PA1H0M0S',
      ],
    ],
    [
      isLanguage,
      ['en', 'en-US', 'zh-Hant-TW', 'sl-rozaj-biske', 'de-CH-1996', 'es-419', 'x-private', 'en-a-bbb-x-a', 'i-klingon'],
      ['', 'e', 'english language', 'en_US', 'en-', '-en', 'en-US-', 'a12345', 'en--US'],
    ],
    [
      isIri,
      ['http://example.com', 'urn:uuid:x', 'tag:e.com,2026:x', 'http://example.com/ä?q=1#f', 'x-a+b.c:d'],
      ['', 'example.com', '/path', 'http:', ':x', '1a:b', 'http://e.com/a b', 'http://e.com/<a>', 'http://e.com/\0'],
    ],
  ])('%o', (test_, good_, bad) => {
    expect(good_.filter((value) => !test_(value))).toEqual([])
    expect(bad.filter((value) => test_(value))).toEqual([])
  })

  test('take no longer for hostile text', async () => {
    const hostile = [
      '1'.repeat(100_000),
      'a-'.repeat(50_000),
      `P${'1'.repeat(100_000)}`,
      `${'en-aaaaa'.repeat(20_000)}!`,
    ]
    const seconds = await cpuSeconds(() => {
      for (const text of hostile) for (const check of [isTimestamp, isDuration, isLanguage, isIri]) check(text)
    })
    expect(seconds).toBeLessThan(1)
  })
})
