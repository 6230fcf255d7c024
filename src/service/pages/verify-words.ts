import type { CertificateSnapshot } from '../../certificates/snapshot.ts'
import { longDate } from './words.ts'

/** What can be said of a number. A number that cannot exist and one that was never issued look alike. */
export type Verdict =
  | { readonly verdict: 'valid' | 'replaced' | 'expired'; readonly snapshot: CertificateSnapshot }
  | {
      readonly verdict: 'revoked'
      readonly snapshot: CertificateSnapshot
      readonly on: string
      readonly reason: string
    }
  | { readonly verdict: 'unknown' }

export interface Told {
  readonly kind: 'good' | 'bad' | 'warn'
  readonly mark: string
  readonly word: string
  readonly sentence: string
}

export function tell(verdict: Verdict, demo: boolean): Told {
  switch (verdict.verdict) {
    case 'valid': {
      const { provider, issuedOn } = verdict.snapshot
      return {
        kind: 'good',
        mark: '✓',
        word: demo ? 'Valid, as a demonstration only' : 'Valid',
        sentence: `Issued by ${provider.name} on ${longDate(issuedOn)} and not revoked.`,
      }
    }
    case 'revoked':
      return {
        kind: 'bad',
        mark: '✗',
        word: 'Revoked',
        sentence: `Withdrawn on ${longDate(verdict.on)}: ${verdict.reason}`,
      }
    case 'replaced':
      return {
        kind: 'bad',
        mark: '✗',
        word: 'Replaced',
        sentence: 'Another certificate was issued in its place. Ask its holder for that one.',
      }
    case 'expired':
      return {
        kind: 'bad',
        mark: '✗',
        word: 'Expired',
        sentence: `It held until ${longDate(verdict.snapshot.validUntil ?? '')}, and was not revoked.`,
      }
    case 'unknown':
      return { kind: 'warn', mark: '?', word: 'Not known', sentence: 'This number certifies nothing.' }
  }
}
