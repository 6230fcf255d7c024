import type { CertificateSnapshot } from '../../certificates/snapshot.ts'
import { isMembers } from '../../model/members.ts'

const TEXTS = [
  'number',
  'learnerName',
  'activityTitle',
  'activityId',
  'activityVersion',
  'completedOn',
  'issuedOn',
  'domain',
  'type',
  'statement',
  'verifyUrl',
  'language',
]

/** Reads a stored snapshot back. Throws TypeError for text that no version of this service can have written. */
export function readSnapshot(text: string): CertificateSnapshot {
  const value: unknown = JSON.parse(text)
  if (!isSnapshot(value)) throw new TypeError('A stored certificate is not a certificate snapshot')
  return value
}

const isSnapshot = (value: unknown): value is CertificateSnapshot =>
  isMembers(value) &&
  TEXTS.every((name) => typeof value[name] === 'string') &&
  typeof value.credits === 'number' &&
  typeof value.minutes === 'number' &&
  isMembers(value.unit) &&
  typeof value.unit.name === 'string' &&
  typeof value.unit.minutes === 'number' &&
  isMembers(value.provider) &&
  typeof value.provider.name === 'string' &&
  (value.approval === undefined || isMembers(value.approval)) &&
  (value.approver === undefined || typeof value.approver === 'string')
