const TERMS = 'https://chartwright.example/terms#'

/** Our own words for continuing education, inline: nothing has to be fetched from us to check a badge. */
const CEU_TERMS = {
  ceu: {
    '@id': `${TERMS}ceu`,
    '@context': {
      certificateNumber: `${TERMS}certificateNumber`,
      certificatePage: { '@id': `${TERMS}certificatePage`, '@type': '@id' },
      credits: `${TERMS}credits`,
      unitName: `${TERMS}unitName`,
      unitMinutes: `${TERMS}unitMinutes`,
      contactMinutes: `${TERMS}contactMinutes`,
      domain: `${TERMS}domain`,
      activityType: `${TERMS}activityType`,
      credentialAimedAt: `${TERMS}credentialAimedAt`,
      completedOn: `${TERMS}completedOn`,
      issuedOn: `${TERMS}issuedOn`,
      practicePercent: `${TERMS}practicePercent`,
      replacesCertificate: `${TERMS}replacesCertificate`,
      approval: {
        '@id': `${TERMS}approval`,
        '@context': {
          approver: `${TERMS}approver`,
          approvalNumber: `${TERMS}approvalNumber`,
          approvedTitle: `${TERMS}approvedTitle`,
          approvedFrom: `${TERMS}approvedFrom`,
          approvedUntil: `${TERMS}approvedUntil`,
        },
      },
    },
  },
} as const

export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2'
export const OPEN_BADGES_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
/** Names the kind of its revocation list, which the context itself lacks. */
export const OPEN_BADGES_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'

/** What a badge of ours is read by, in this order; a badge with any other `@context` is not ours. */
export const BADGE_CONTEXT = [CREDENTIALS_V2, OPEN_BADGES_3, OPEN_BADGES_EXTENSIONS, CEU_TERMS] as const

/** The same for status lists. */
export const LIST_CONTEXT = [CREDENTIALS_V2] as const
