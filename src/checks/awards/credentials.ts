import { minutesFor, unitOf } from '../../model/award.ts'
import type { Award, CompiledCourse, Credential, CredentialVersion } from '../../model/schema-types.ts'
import { compareText, type Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { FieldPlace } from './claims.ts'

interface Rules {
  readonly today: string
  readonly credentials: ReadonlyMap<string, Credential>
  /** The course that gives the award. */
  readonly course: Pick<CompiledCourse, 'completion'>
}

type Evidence = NonNullable<CredentialVersion['evidenceRequired']>[number]['anyOf'][number]

/** What an award claims against the rules of the credentials it is meant for. */
export const credentialProblems = (award: Award, { today, credentials, course }: Rules, at: FieldPlace): Problem[] =>
  (award.credentials ?? []).flatMap((id, i) => {
    const credential = credentials.get(id)
    if (credential === undefined) {
      return [problem('award-credential-unknown', { award: award.id, credential: id }, at(`credentials/${i}`))]
    }
    const version = inForce(credential, today)
    return [
      ...worthProblems(award, credential, at),
      ...(version === undefined ? [] : proofProblems(award, { id, version, course }, at)),
    ]
  })

/** The version that a cycle beginning today would have; the oldest where all begin later. */
function inForce({ versions }: Credential, today: string): CredentialVersion | undefined {
  const sorted = [...versions].sort((a, b) => compareText(b.from, a.from))
  return sorted.find(({ from }) => from <= today) ?? sorted.at(-1)
}

/** Credits of a unit with another name are reckoned from the minutes, so that they cannot be too many. */
function worthProblems(award: Award, { id, unit }: Credential, at: FieldPlace): Problem[] {
  const own = unitOf(award)
  const { credits, minutes } = award
  const needed = minutesFor(credits, unit.minutes)
  if (own.name !== unit.name || own.minutes === unit.minutes || needed <= minutes) return []
  return [
    problem('award-credential-minutes', { award: award.id, credential: id, credits, minutes, needed }, at('credits')),
  ]
}

interface Asking {
  readonly id: string
  readonly version: CredentialVersion
  readonly course: Rules['course']
}

function proofProblems(award: Award, { id, version, course }: Asking, at: FieldPlace): Problem[] {
  const given = proofOf(award, course)
  const missing = (version.evidenceRequired ?? [])
    .filter(({ anyOf }) => !anyOf.some((kind) => given.has(kind)))
    .map(({ anyOf }) => fieldFor(anyOf))
  const refused = (award.acceptedSources ?? []).filter((source) => version.accept?.includes(source) === false)
  return [
    ...missing.map((field) =>
      problem('award-field-missing', { award: award.id, credential: id, field }, at('credentials')),
    ),
    ...refused.map((source) =>
      problem('award-source-refused', { award: award.id, credential: id, source }, at('acceptedSources')),
    ),
  ]
}

/** Kinds of evidence that an entry made by this award can have. Every one has a certificate. */
const proofOf = (
  { requires, approval, acceptedSources = ['hosted', 'cmi5'] }: Award,
  { completion }: Rules['course'],
): ReadonlySet<Evidence> =>
  new Set<Evidence>([
    'certificate',
    ...(acceptedSources.some((source) => source !== 'roster') ? (['statements'] as const) : []),
    ...(acceptedSources.includes('roster') ? (['roster'] as const) : []),
    ...(requires.exam === undefined && !(requires.completed && completion.exam !== undefined)
      ? []
      : (['exam'] as const)),
    ...(approval === undefined ? [] : (['approval'] as const)),
  ])

/** The field of an award that would give the evidence. */
function fieldFor(anyOf: readonly Evidence[]): string {
  if (anyOf.includes('approval')) return 'approval'
  return anyOf.includes('exam') ? 'requires: { exam }' : 'acceptedSources'
}
