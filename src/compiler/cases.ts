import type { SourceFile } from '../markdown/parsed.ts'
import type { Place, Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { validate } from '../validation/validate.ts'
import { parseYaml } from '../validation/yaml.ts'

/** A medical record with its coding key: checked, not yet shown to learners. */
export interface ParsedCase {
  readonly file: string
  /** Undefined when the front matter is not what the schema asks for. */
  readonly id: string | undefined
  readonly domain: string | undefined
  /** Where its id and its domain stand. */
  readonly places: { readonly id: Place; readonly domain: Place }
  readonly problems: readonly Problem[]
}

export function parseCase({ path, text }: SourceFile): ParsedCase {
  const start = { file: path, line: 1, column: 1 }
  const [, front, body] = /^---\n([\s\S]*?\n)?---[ \t]*(?:\n([\s\S]*))?$/.exec(text) ?? []
  if (front === undefined) {
    const problems = [problem('front-matter-missing', { first: 'case', begun: text.startsWith('---') }, start)]
    return { file: path, id: undefined, domain: undefined, places: { id: start, domain: start }, problems }
  }
  const yaml = parseYaml(front, path, 1)
  const places = { id: yaml.placeOf('/case'), domain: yaml.placeOf('/domain') }
  if (yaml.problems.length > 0) return { file: path, id: undefined, domain: undefined, places, problems: yaml.problems }
  const { value, problems } = validate('case', yaml.value, yaml.placeOf)
  const id = value?.case
  const found = id === undefined ? [] : caseProblems(id, body ?? '', places.id)
  return { file: path, id, domain: value?.domain, places, problems: [...problems, ...found] }
}

/** The documents of the record are the level-2 headings. */
function caseProblems(id: string, body: string, place: Place): Problem[] {
  const prose = body.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '')
  if (!/^## +\S/m.test(prose)) return [problem('case-without-documents', { id }, place)]
  return [problem('case-not-packaged', { id }, place)]
}
