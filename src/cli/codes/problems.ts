import type { Candidate } from '../../codes/candidates.ts'
import type { Citation } from '../../codes/citation.ts'
import type { Finding, Status } from '../../codes/freshness.ts'
import type { GuidelineFinding, GuidelineStatus } from '../../codes/guidelines.ts'
import { type CodeSystem, written } from '../../codes/system.ts'
import { compareProblems, type Place, type Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'

/** A candidate in words: `G35.A Relapsing-remitting multiple sclerosis`. */
export const candidateText = (system: CodeSystem, { entry }: Candidate): string =>
  `${written(system, entry.code)} ${entry.title}`

/** One problem for each place that cites a code with something to say about it. */
export const findingProblems = (findings: readonly Finding[]): Problem[] =>
  findings
    .flatMap((finding) =>
      finding.statuses.flatMap((status) =>
        finding.citations.flatMap((citation) => problemOf(finding, status, citation)),
      ),
    )
    .sort(compareProblems)

function problemOf(finding: Finding, status: Status, { code, place, by }: Citation): Problem[] {
  const { system, effective: edition } = finding
  const common = { code, system, edition, by }
  const candidates = finding.candidates.map((one) => candidateText(system, one))
  const values = { actual: code, expected: finding.candidates.map(({ entry }) => written(system, entry.code)) }
  switch (status.is) {
    case 'valid':
      return []
    case 'title-revised':
      return [
        problem('code-title-revised', { ...common, before: status.before, after: status.after }, place, {
          actual: code,
        }),
      ]
    case 'now-header':
      return [problem('code-now-header', { ...common, candidates, title: status.title }, place, values)]
    case 'known-header':
      return [problem('code-header', { ...common, candidates, title: status.title }, place, values)]
    case 'deleted':
      return [
        problem('code-deleted', { ...common, candidates, title: status.title, since: status.since }, place, values),
      ]
    case 'not-yet-valid':
      return [
        problem('code-not-yet-valid', { ...common, from: status.from, title: status.title }, place, { actual: code }),
      ]
    case 'wrong-system':
      return [
        problem('code-wrong-system', { ...common, other: status.system, title: status.title }, place, { actual: code }),
      ]
    case 'unknown': {
      const alike = finding.candidates.findIndex(({ from }) => from === 'lookalike')
      const lookalike = alike === -1 ? {} : { lookalike: candidates[alike] ?? '' }
      const others = candidates.filter((_, i) => i !== alike)
      return [problem('code-unknown', { ...common, candidates: others, ...lookalike }, place, values)]
    }
    case 'poa-changed':
      return [problem('code-poa-changed', { ...common, exempt: status.exempt }, place, { actual: code })]
  }
}

export const guidelineProblems = (findings: readonly GuidelineFinding[]): Problem[] =>
  findings.flatMap(({ citation: { section, place, by }, status }) => sectionProblems(section, place, by, status))

function sectionProblems(section: string, place: Place, by: string, status: GuidelineStatus): Problem[] {
  switch (status.is) {
    case 'valid':
      return []
    case 'edition-missing':
      return [problem('guideline-edition-missing', { edition: status.edition, by }, place)]
    case 'unknown':
      return [problem('guideline-unknown', { section, edition: status.edition, by }, place, { actual: section })]
    case 'gone':
      return [problem('guideline-gone', { section, ...status, by }, place, { actual: section, expected: status.moved })]
    case 'heading-changed': {
      const values = { actual: section, expected: status.moved }
      return [problem('guideline-heading-changed', { section, ...status, by }, place, values)]
    }
  }
}
