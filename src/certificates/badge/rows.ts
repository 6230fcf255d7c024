import type { CertificateSnapshot } from '../snapshot.ts'
import { creditWords, longDate, plural, slugWords } from '../words.ts'
import type { CertifiedFacts } from './verdict.ts'

/** What a certificate says, line by line, as the page that verifies it shows it: no more than stands on the certificate. */
export interface FactRow {
  readonly label: string
  readonly value: string
}

export function factRows(facts: CertifiedFacts): readonly FactRow[] {
  const { approval } = facts
  return [
    { label: 'Awarded to', value: facts.learnerName },
    { label: 'Activity', value: facts.title },
    { label: 'Completed', value: longDate(facts.completedOn) },
    { label: 'Issued', value: longDate(facts.issuedOn) },
    ...(facts.validUntil === undefined
      ? []
      : [{ label: 'Valid until', value: longDate(facts.validUntil.slice(0, 10)) }]),
    { label: 'Credits', value: creditWords(facts.credits, facts.unitName, approval !== undefined) },
    { label: 'Planned contact time', value: plural(facts.minutes, 'minute') },
    { label: 'Domain', value: slugWords(facts.domain) },
    { label: 'Approval', value: approvalWords(facts) },
    { label: 'Issued by', value: facts.issuerName },
    { label: NUMBER, value: facts.number },
  ]
}

function approvalWords({ approval, approver }: CertifiedFacts): string {
  if (approval !== undefined) {
    return `${approval.approver}, ${approval.number}, ${longDate(approval.from)} to ${longDate(approval.until)}`
  }
  return approver === undefined ? 'None claimed' : `No approval number, vouched for by ${approver}`
}

/** Label of the line that is a code. */
export const NUMBER = 'Number'

/** The same facts of a certificate that the service keeps. */
export function snapshotFacts(snapshot: CertificateSnapshot): CertifiedFacts {
  const { approval, approver } = snapshot
  return {
    number: snapshot.number,
    page: snapshot.verifyUrl,
    learnerName: snapshot.learnerName,
    title: snapshot.activityTitle,
    statement: snapshot.statement,
    language: snapshot.language,
    completedOn: snapshot.completedOn,
    issuedOn: snapshot.issuedOn,
    credits: snapshot.credits,
    unitName: snapshot.unit.name,
    minutes: snapshot.minutes,
    domain: snapshot.domain,
    issuerName: snapshot.provider.name,
    ...(approval === undefined
      ? {}
      : {
          approval: {
            approver: approval.approver,
            number: approval.number,
            from: approval.from,
            until: approval.until,
          },
        }),
    ...(approver === undefined ? {} : { approver }),
    validFrom: `${snapshot.issuedOn}T00:00:00Z`,
    ...(snapshot.validUntil === undefined ? {} : { validUntil: `${snapshot.validUntil}T23:59:59Z` }),
  }
}
