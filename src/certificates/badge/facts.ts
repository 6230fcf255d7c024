import { isMembers } from '../../model/members.ts'
import { membersOf, textOf } from './multibase.ts'
import type { CertifiedFacts } from './verdict.ts'

/** Reads a credential of ours; undefined where something is missing that every badge of ours has. */
export function factsOf(credential: Readonly<Record<string, unknown>>): CertifiedFacts | undefined {
  const subject = membersOf(credential.credentialSubject)
  const people: unknown = subject.identifier
  const person: unknown = Array.isArray(people) ? people[0] : undefined
  const achievement = membersOf(subject.achievement)
  const ceu = membersOf(subject.ceu)
  const texts = {
    number: ceu.certificateNumber,
    page: ceu.certificatePage,
    learnerName: membersOf(person).identityHash,
    title: achievement.name,
    statement: membersOf(achievement.criteria).narrative,
    language: achievement.inLanguage,
    completedOn: ceu.completedOn,
    issuedOn: ceu.issuedOn,
    unitName: ceu.unitName,
    domain: ceu.domain,
    issuerName: membersOf(credential.issuer).name,
    validFrom: credential.validFrom,
  }
  const { credits, contactMinutes: minutes } = ceu
  if (!areTexts(texts) || typeof credits !== 'number' || typeof minutes !== 'number') return undefined
  const { validUntil } = credential
  return {
    ...texts,
    credits,
    minutes,
    ...(isMembers(ceu.approval) ? approvalOf(ceu.approval) : {}),
    ...(typeof validUntil === 'string' ? { validUntil } : {}),
  }
}

function approvalOf({
  approver: by,
  approvalNumber,
  approvedFrom,
  approvedUntil,
}: Readonly<Record<string, unknown>>): Pick<CertifiedFacts, 'approval' | 'approver'> {
  const approver = textOf(by)
  if (approvalNumber === undefined) return { approver }
  return {
    approval: { approver, number: textOf(approvalNumber), from: textOf(approvedFrom), until: textOf(approvedUntil) },
  }
}

const areTexts = <K extends string>(values: Record<K, unknown>): values is Record<K, string> =>
  Object.values(values).every((value) => typeof value === 'string')
