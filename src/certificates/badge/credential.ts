import type { CertificateSnapshot } from '../snapshot.ts'
import { BADGE_CONTEXT } from './context.ts'
import { time } from './issuer.ts'

/** A place on a status list. */
export interface StatusPlace {
  readonly list: number
  readonly index: number
}

export interface BadgeFacts {
  readonly snapshot: CertificateSnapshot
  /** Random UUID: the badge's own name, which says nothing of the certificate number. */
  readonly id: string
  /** Who issues, as a DID. */
  readonly issuer: string
  /** Origin under which status lists are served. */
  readonly publicUrl: string
  readonly status: StatusPlace
  /** When the certificate was issued, milliseconds since 1970-01-01 UTC. */
  readonly issued: number
}

export const statusListUrl = (publicUrl: string, list: number): string => `${publicUrl}/badges/status/${list}`
export const revocationListUrl = (publicUrl: string, list: number): string => `${publicUrl}/badges/revocations/${list}`

/** The Open Badges 3.0 credential of a certificate, unsigned. It says what the certificate says, and no more. */
export function badgeOf({
  snapshot,
  id,
  issuer,
  publicUrl,
  status,
  issued,
}: BadgeFacts): Readonly<Record<string, unknown>> {
  const { provider } = snapshot
  const achievement = achievementId(snapshot)
  const listed = statusListUrl(publicUrl, status.list)
  return {
    '@context': BADGE_CONTEXT,
    id: `urn:uuid:${id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: snapshot.activityTitle,
    issuer: {
      id: issuer,
      type: ['Profile'],
      name: provider.name,
      ...(provider.url === undefined ? {} : { url: provider.url }),
    },
    validFrom: time(issued),
    ...(snapshot.validUntil === undefined ? {} : { validUntil: `${snapshot.validUntil}T23:59:59Z` }),
    credentialSubject: {
      ...(snapshot.learnerId === undefined ? {} : { id: `urn:uuid:${snapshot.learnerId}` }),
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: snapshot.learnerName, identityType: 'name' }],
      activityEndDate: `${snapshot.completedOn}T00:00:00Z`,
      creditsEarned: snapshot.credits,
      achievement: achievementOf(snapshot),
      result: [
        { type: ['Result'], resultDescription: `${achievement}#credits`, value: String(snapshot.credits) },
        ...(snapshot.score === undefined
          ? []
          : [
              {
                type: ['Result'],
                resultDescription: `${achievement}#practice-percent`,
                value: percent(snapshot.score),
              },
            ]),
      ],
      ceu: ceuOf(snapshot),
    },
    evidence: [
      {
        type: ['Evidence'],
        name: 'Completion record',
        narrative:
          `Version ${snapshot.activityVersion} of the activity was completed on ${snapshot.completedOn}. ` +
          `The issuer keeps the record under certificate number ${snapshot.number}.`,
      },
    ],
    credentialStatus: [
      {
        id: `${listed}#${status.index}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: String(status.index),
        statusListCredential: listed,
      },
      { id: revocationListUrl(publicUrl, status.list), type: '1EdTechRevocationList' },
    ],
  }
}

/** What wallets tell achievements apart by: one activity may give several awards, each with its own credits. */
const achievementId = ({ activityId, award }: CertificateSnapshot): string =>
  award === undefined ? activityId : `${activityId}/award/${award}`

function achievementOf(snapshot: CertificateSnapshot) {
  const { unit } = snapshot
  const id = achievementId(snapshot)
  return {
    id,
    type: ['Achievement'],
    achievementType: 'Course',
    name: snapshot.activityTitle,
    version: snapshot.activityVersion,
    inLanguage: snapshot.language,
    fieldOfStudy: snapshot.domain,
    creditsAvailable: snapshot.credits,
    description: `${snapshot.type}, ${snapshot.minutes} contact minutes, ${snapshot.domain}.`,
    criteria: { narrative: snapshot.statement },
    resultDescription: [
      { id: `${id}#credits`, type: ['ResultDescription'], name: unit.name, resultType: 'Result' },
      ...(snapshot.score === undefined
        ? []
        : [
            {
              id: `${id}#practice-percent`,
              type: ['ResultDescription'],
              name: 'Practice percent, not a scaled score of an examining body',
              resultType: 'Percent',
            },
          ]),
    ],
  }
}

function ceuOf(snapshot: CertificateSnapshot) {
  const { approval, approver, unit } = snapshot
  return {
    certificateNumber: snapshot.number,
    certificatePage: snapshot.verifyUrl,
    credits: snapshot.credits,
    unitName: unit.name,
    unitMinutes: unit.minutes,
    contactMinutes: snapshot.minutes,
    domain: snapshot.domain,
    activityType: snapshot.type,
    completedOn: snapshot.completedOn,
    issuedOn: snapshot.issuedOn,
    ...(snapshot.credential === undefined ? {} : { credentialAimedAt: snapshot.credential }),
    ...(snapshot.score === undefined ? {} : { practicePercent: percent(snapshot.score) }),
    ...(snapshot.replaces === undefined ? {} : { replacesCertificate: snapshot.replaces }),
    ...(approval === undefined
      ? approver !== undefined && { approval: { approver } }
      : {
          approval: {
            approver: approval.approver,
            approvalNumber: approval.number,
            approvedTitle: approval.title,
            approvedFrom: approval.from,
            approvedUntil: approval.until,
          },
        }),
  }
}

/** One decimal, never rounded up: 69.96 must not read as a pass at 70. */
const percent = (score: number): string => String(Math.floor(score * 10) / 10)
