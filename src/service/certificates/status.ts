import type { KeptCertificate } from '../../storage/records.ts'
import { readSnapshot } from '../awards/snapshot.ts'

/** The status of a certificate on a day. One that was revoked or replaced is never said to have merely expired. */
export type CertificateStatus =
  /** `on`: when, in milliseconds. */
  | { readonly status: 'revoked'; readonly on: number; readonly reason: string }
  /** `by`: number of the certificate that was issued in its place. */
  | { readonly status: 'replaced'; readonly by: string }
  /** `validUntil`: the last day on which it held. */
  | { readonly status: 'expired'; readonly validUntil: string }
  | { readonly status: 'valid' }

/** @param today `2026-11-22`, in the service's zone */
export function certificateStatus(
  { snapshot, events, replacedBy }: Pick<KeptCertificate, 'snapshot' | 'events' | 'replacedBy'>,
  today: string,
): CertificateStatus {
  const revoked = events.findLast((event) => event.kind === 'revoked')
  if (revoked !== undefined) return { status: 'revoked', on: revoked.at, reason: revoked.reason }
  if (replacedBy !== undefined) return { status: 'replaced', by: replacedBy }
  const { validUntil } = readSnapshot(snapshot)
  return validUntil !== undefined && validUntil < today ? { status: 'expired', validUntil } : { status: 'valid' }
}
