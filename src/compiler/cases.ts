import { readGuidelineRef } from '../markdown/guideline-ref.ts'
import type { Reference, SourceFile } from '../markdown/parsed.ts'
import type { CaseMeta } from '../model/schema-types.ts'
import type { Place, Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { type PlaceOf, validate } from '../validation/validate.ts'
import { parseYaml } from '../validation/yaml.ts'

/** A medical record with its coding key: checked, not yet shown to learners. */
export interface ParsedCase {
  readonly file: string
  /** Undefined when the front matter is not what the schema asks for. */
  readonly id: string | undefined
  readonly domain: string | undefined
  /** Day its codes are meant for. */
  readonly asOf: string | undefined
  /** Where its id and its domain stand. */
  readonly places: { readonly id: Place; readonly domain: Place }
  /** Codes and guideline sections of its key. */
  readonly references: readonly Reference[]
  readonly problems: readonly Problem[]
}

export function parseCase({ path, text }: SourceFile): ParsedCase {
  const start = { file: path, line: 1, column: 1 }
  const unread = { file: path, id: undefined, domain: undefined, asOf: undefined, references: [] }
  const [, front, body] = /^---\n([\s\S]*?\n)?---[ \t]*(?:\n([\s\S]*))?$/.exec(text) ?? []
  if (front === undefined) {
    const problems = [problem('front-matter-missing', { first: 'case', begun: text.startsWith('---') }, start)]
    return { ...unread, places: { id: start, domain: start }, problems }
  }
  const yaml = parseYaml(front, path, 1)
  const places = { id: yaml.placeOf('/case'), domain: yaml.placeOf('/domain') }
  if (yaml.problems.length > 0) return { ...unread, places, problems: yaml.problems }
  const { value, problems } = validate('case', yaml.value, yaml.placeOf)
  const id = value?.case
  const found = id === undefined ? [] : caseProblems(id, body ?? '', places.id)
  return {
    file: path,
    id,
    domain: value?.domain,
    asOf: value?.asOf,
    places,
    references: value === undefined ? [] : keyReferences(value.key, yaml.placeOf),
    problems: [...problems, ...found],
  }
}

/** The documents of the record are the level-2 headings. */
function caseProblems(id: string, body: string, place: Place): Problem[] {
  const prose = body.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '')
  if (!/^## +\S/m.test(prose)) return [problem('case-without-documents', { id }, place)]
  return [problem('case-not-packaged', { id }, place)]
}

/** ICD-10-PCS codes have seven characters and no point; other procedure codes are told apart by their first. */
const procedureSystem = (code: string): string =>
  code.length === 7 ? 'icd10pcs' : /^[A-Z]/.test(code) ? 'hcpcs' : 'cpt'

function keyReferences({ principal, secondary = [], procedures = [] }: CaseMeta['key'], placeOf: PlaceOf): Reference[] {
  const lines = [
    { line: principal, system: 'icd10cm', at: '/key/principal' },
    ...secondary.map((line, i) => ({ line, system: 'icd10cm', at: `/key/secondary/${i}` })),
    ...procedures.map((line, i) => ({ line, system: procedureSystem(line.code), at: `/key/procedures/${i}` })),
  ]
  return lines.flatMap(({ line, system, at }): Reference[] => {
    const ref = line.ref === undefined ? undefined : readGuidelineRef(line.ref)
    return [
      { kind: 'code', target: line.code, detail: system, place: placeOf(`${at}/code`) },
      ...(ref === undefined
        ? []
        : [
            {
              kind: 'guideline' as const,
              target: ref.section,
              ...(ref.edition === undefined ? {} : { detail: ref.edition }),
              place: placeOf(`${at}/ref`),
            },
          ]),
    ]
  })
}
