import { type CompletionSource, completionSources } from '../model/completion-sources.ts'
import { type EvidenceKind, proofText } from './creditable.ts'

/** Why credit does not count, in the words of the person who earned it. */
export interface Reason {
  readonly code: ReasonCode
  readonly text: string
}

/** One entry for each reason; all that `evaluate` and `plan` can answer. */
const reasons = {
  revoked: ({ reason }: { reason: string }) => `It was revoked: ${reason}`,
  replaced: ({ by }: { by: string }) => `It was corrected; the entry ${by} stands in its place.`,
  'other-credential': ({ credentials }: { credentials: readonly string[] }) =>
    `It is meant for ${credentials.join(', ')}.`,
  'source-not-accepted': ({ source }: { source: CompletionSource }) =>
    `The rules do not accept credit recorded this way: ${completionSources[source].name.toLowerCase()}.`,
  'evidence-missing': ({ kinds }: { kinds: readonly EvidenceKind[] }) => `The rules ask for ${proofText(kinds)}.`,
  'no-credit': ({ credits, unit, minutes }: { credits: number; unit: string; minutes: number }) =>
    `Its ${credits} ${unit} of ${minutes} minutes round down to nothing by this body's rules.`,
  'before-holding': ({ completedOn, since }: { completedOn: string; since: string }) =>
    `It was completed on ${completedOn}, and the credential has been held only since ${since}.`,
  'before-cycle': ({ completedOn, start }: { completedOn: string; start: string }) =>
    `It was completed on ${completedOn}, before the cycle began on ${start}.`,
  'after-cycle': ({ completedOn, end }: { completedOn: string; end: string }) =>
    `It was completed on ${completedOn}, after the cycle ended on ${end}.`,
  repeated: ({ completedOn, ever }: { completedOn: string; ever: boolean }) =>
    `The same activity was completed on ${completedOn}; it counts once${ever ? ' ever' : ' in a cycle'}.`,
  'over-limit': ({ over, unit, limits }: { over: number; unit: string; limits: readonly string[] }) =>
    `${over} ${unit} of it are over a limit: ${limits.join('; ')}.`,
  'not-in-time': ({ from, until }: { from?: string; until?: string }) =>
    `It cannot be completed in this cycle: it is offered${from === undefined ? '' : ` from ${from}`}${until === undefined ? '' : ` until ${until}`}.`,
  earned: () => 'The same activity was completed before, and does not count again.',
  'closes-nothing': () => 'It closes none of the gaps that are left.',
} as const

export type ReasonCode = keyof typeof reasons

/** @example reasonFor('revoked', { reason: 'Entered twice.' }) */
export function reasonFor<C extends ReasonCode>(code: C, ...params: Parameters<(typeof reasons)[C]>): Reason {
  const words = reasons[code] as (...given: Parameters<(typeof reasons)[C]>) => string
  return { code, text: words(...params) }
}
