import { describe, expect, it } from 'vitest'
import { certificateContent } from '../../src/certificates/content.ts'
import { CertificateError, type CertificateFault } from '../../src/certificates/errors.ts'
import type { CertificateSnapshot } from '../../src/certificates/snapshot.ts'
import { SAMPLES } from './samples.ts'

const facts = (change: Partial<CertificateSnapshot>): Record<string, string> =>
  Object.fromEntries(
    certificateContent({ ...SAMPLES.short, ...change }).facts.map(({ label, value }) => [label, value]),
  )

function fault(change: Partial<CertificateSnapshot>): CertificateFault {
  try {
    certificateContent({ ...SAMPLES.short, ...change })
  } catch (error) {
    if (error instanceof CertificateError) return error.fault
    throw error
  }
  throw new Error('The snapshot was taken')
}

describe('the words of a certificate', () => {
  it('say plainly that nothing is approved', () => {
    expect(facts({})).toEqual({
      'Certificate number': 'CW-04HM-ASW9-NF6Y-Y4BW',
      Completed: 'November 20, 2026',
      Issued: 'November 21, 2026',
      Credits: '0 approved CEUs · 180 planned contact minutes',
      Domain: 'Coding and classification',
      Approval: 'None claimed',
      'Practice result': '82.4 percent · a practice percent, not an AHIMA scaled score',
    })
  })

  it('quote an approval', () => {
    expect(facts(SAMPLES.approved)).toMatchObject({
      Credits: '3 approved CEUs · 180 planned contact minutes · 1 CEU = 60 minutes',
      'For credential': 'AHIMA CCS',
      Approval: 'Example Coding Association · ECA-2026-0142 · January 1, 2026 to December 31, 2026',
    })
    const approval = { ...SAMPLES.approved.approval, title: 'CCS preparation' }
    expect(facts({ approval }).Approval).toMatch(/2026\. Approved as “CCS preparation”$/)
  })

  it('name who vouches for the credits without a number, and call nothing approved', () => {
    expect(facts({ credits: 3, approver: 'Example Coding Association' })).toMatchObject({
      Credits: '3 CEUs · 180 planned contact minutes · 1 CEU = 60 minutes',
      Approval: 'No approval number · vouched for by Example Coding Association',
    })
    expect(fault({ approver: 'กข' })).toMatchObject({ code: 'missing-glyphs', field: 'approver' })
  })

  it.each([
    [{ credits: 1 }, '1 CEU · 180 planned contact minutes · 1 CEU = 60 minutes'],
    [{ credits: 0.5, minutes: 1 }, '0.5 CEUs · 1 planned contact minute · 1 CEU = 60 minutes'],
    [
      { credits: 2, unit: { name: 'contact hour', minutes: 50 } },
      '2 contact hours · 180 planned contact minutes · 1 contact hour = 50 minutes',
    ],
  ])('count %j without calling it approved', (change, expected) => {
    expect(facts(change).Credits).toBe(expected)
  })

  it('never round a score up', () => {
    expect(facts({ score: 69.96 })['Practice result']).toMatch(/^69\.9 percent/)
    expect(facts({ score: 100 })['Practice result']).toMatch(/^100 percent/)
  })

  it('print what is no slug as it stands', () => {
    expect(facts({ domain: 'ICD-10-CM', credential: 'CPC (AAPC)' })).toMatchObject({
      Domain: 'ICD-10-CM',
      'For credential': 'CPC (AAPC)',
    })
  })

  it('are English for a language without texts, and tagged as such', () => {
    expect(certificateContent({ ...SAMPLES.short, language: 'en-GB' })).toMatchObject({ language: 'en-GB' })
    expect(certificateContent({ ...SAMPLES.short, language: 'vi' })).toMatchObject({
      language: 'en',
      textLanguage: 'vi',
    })
  })
})

describe('what cannot stand on a certificate', () => {
  it.each<[Partial<CertificateSnapshot>, string]>([
    [{ completedOn: '2026-02-30' }, 'completedOn'],
    [{ issuedOn: '2026-11-21T10:00:00Z' }, 'issuedOn'],
    [{ learnerName: ' \u00a0' }, 'learnerName'],
    [{ credits: -1 }, 'credits'],
    [{ credits: Number.NaN }, 'credits'],
    [{ score: 101 }, 'score'],
    [{ verifyUrl: 'javascript:alert(1)' }, 'verifyUrl'],
    [{ verifyUrl: '/verify/1' }, 'verifyUrl'],
  ])('%j is refused', (change, field) => {
    expect(fault(change)).toMatchObject({ code: 'invalid-value', field })
  })

  it('is a missing glyph, named with its field and how to mend it', () => {
    expect(fault({ learnerName: 'กานดา Taro' })).toEqual({
      code: 'missing-glyphs',
      field: 'learnerName',
      characters: ['ก', 'า', 'น', 'ด'],
    })
    expect(() => certificateContent({ ...SAMPLES.short, learnerName: 'Aก\u200b' })).toThrow(
      'The certificate\'s fonts cannot print "ก" (U+0E01), U+200B in learnerName. ' +
        'They print Latin, Greek, Cyrillic, Arabic, Hebrew, Chinese, Japanese and Korean letters.',
    )
    expect(fault({ statement: 'नमस्ते' })).toMatchObject({ code: 'missing-glyphs', field: 'statement' })
    const lines = { wording: { heading: 'Zertifikat' }, lines: ['ไทย'] }
    expect(() => certificateContent(SAMPLES.short, lines)).toThrow('in template.lines')
  })
})
