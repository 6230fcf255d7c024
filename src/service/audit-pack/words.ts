import { completionSources } from '../../model/completion-sources.ts'
import type { CreditEntry, StandingEntry } from '../../model/ledger.ts'
import type { KeptCertificate } from '../../storage/records.ts'
import { certificateStatus } from '../certificates/status.ts'
import { EVIDENCE_EXTENSIONS } from '../credits/evidence-file.ts'
import { plural } from '../pages/words.ts'
import type { PackFacts } from './gather.ts'

/** The name somebody gave a file is not one to unpack: files in a pack are named by what they hold. */
export const evidencePath = ({ sha256, type }: { readonly sha256: string; readonly type: string }): string =>
  `evidence/${sha256}${EVIDENCE_EXTENSIONS[type] ?? '.bin'}`

/** What became of an entry. */
export function standingWords({ standing }: StandingEntry): string {
  if (standing.kind === 'active') return 'active'
  const why = standing.by.reason === undefined ? '' : `: ${standing.by.reason}`
  return standing.kind === 'revoked' ? `revoked${why}` : `replaced by ${standing.by.id}${why}`
}

/** The status of a certificate on the day of the pack. */
export function statusWords(kept: KeptCertificate, today: string): string {
  const found = certificateStatus(kept, today)
  switch (found.status) {
    case 'revoked':
      return `revoked: ${found.reason}`
    case 'replaced':
      return `replaced by ${found.by}`
    case 'expired':
      return `expired: it held until ${found.validUntil}`
    case 'valid':
      return 'in force'
  }
}

export const recordedWords = ({ credits, unit, minutes }: CreditEntry): string =>
  `${plural(credits, unit.name)} (${plural(minutes, 'minute')})`

export const sourceWords = ({ source }: CreditEntry): string =>
  `${completionSources[source].name}: ${completionSources[source].trust}`

/** What the rules make of an entry: how much counts and why, or why not. */
export function verdictWords(
  { evaluation }: PackFacts,
  entry: string,
): { readonly counts: string; readonly why: string } {
  const counted = evaluation.counted.find((one) => one.entry === entry)
  const rejected = evaluation.rejected.find((one) => one.entry === entry)
  const serves = evaluation.rules.filter(({ id }) => counted?.rules.includes(id)).map(({ text }) => text)
  const why = [
    ...(counted?.carried === true ? ['Carried over from the cycle before.'] : []),
    ...(serves.length > 0 ? [`Serves: ${serves.join('; ')}.`] : []),
    ...(rejected === undefined ? [] : [rejected.text]),
    ...(counted === undefined || rejected !== undefined || counted.credits === counted.recorded.credits
      ? []
      : ['Calculated from what is recorded, by the rounding of this body.']),
  ]
  return {
    counts: counted === undefined ? '0' : String(counted.credits),
    why: why.length > 0 ? why.join(' ') : 'Counts towards the total.',
  }
}
