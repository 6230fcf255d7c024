import type { Doubt, FileVerdict } from '../certificates/badge/verdict.ts'

/** How a verdict is shown: a mark, one big word, and a sentence. */
export interface Told {
  readonly kind: 'good' | 'bad' | 'warn'
  readonly mark: string
  readonly word: string
  readonly sentence: string
}

const DOUBTS = {
  signature: 'Something in it was changed since it was issued: the signature does not match.',
  context: 'What its words mean was changed since it was issued.',
  algorithm: 'It is not signed in the way this issuer signs.',
  'no-seal':
    'It is not the file as it was issued: its seal is missing. Printing to a file or saving it again does that. Ask for the original, or check its number.',
  'no-badge': 'It is not the file as it was issued: the signed credential in it is missing or belongs to another.',
  'unknown-key': 'It is signed by somebody whose keys this page does not know. It may be genuine; ask its issuer.',
  'key-not-in-force': 'It is signed with a key that this issuer did not use at that time. Ask the issuer.',
  'no-certificate':
    'This file is not a certificate that can be checked here: it is neither a PDF nor a badge of this issuer.',
  'too-large': 'This file is larger than any certificate. It was not read.',
} as const satisfies Readonly<Record<Doubt, string>>

const UNCHANGED = { bytes: 'not a byte changed since', facts: 'nothing it says changed since' } as const

export function tell(verdict: FileVerdict, demo: boolean): Told {
  switch (verdict.verdict) {
    case 'valid':
      return {
        kind: 'good',
        mark: '✓',
        word: demo ? 'Valid, as a demonstration only' : 'Valid',
        sentence: verdict.asked
          ? `Issued by ${verdict.facts.issuerName}, ${UNCHANGED[verdict.covers]}, and not revoked.`
          : `Issued by ${verdict.facts.issuerName}, and ${UNCHANGED[verdict.covers]}. Whether it was revoked later could not be asked.`,
      }
    case 'revoked':
      return { kind: 'bad', mark: '✗', word: 'Revoked', sentence: 'It is genuine, but its issuer has withdrawn it.' }
    case 'replaced':
      return {
        kind: 'bad',
        mark: '✗',
        word: 'Replaced',
        sentence: 'It is genuine, but another certificate was issued in its place.',
      }
    case 'expired':
      return {
        kind: 'bad',
        mark: '✗',
        word: 'Expired',
        sentence: 'It is genuine, but the time for which it was issued is over.',
      }
    case 'not-yet-valid':
      return {
        kind: 'warn',
        mark: '?',
        word: 'Not yet valid',
        sentence: 'It is genuine, but dated in the future. Is the clock of this device right?',
      }
    case 'altered':
      return { kind: 'bad', mark: '✗', word: 'Altered', sentence: DOUBTS[verdict.doubt] }
    case 'unknown-issuer':
      return { kind: 'warn', mark: '?', word: 'Unknown issuer', sentence: DOUBTS[verdict.doubt] }
    case 'unknown':
      return { kind: 'warn', mark: '?', word: 'Not known', sentence: DOUBTS[verdict.doubt] }
  }
}
