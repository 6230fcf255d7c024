import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Credential, CredentialRule, CredentialVersion } from '../model/schema-types.ts'
import { compareProblems, compareText, type Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { type PlaceOf, validate } from './validate.ts'
import { parseYaml } from './yaml.ts'

/** A credential as its file describes it. */
export interface LoadedCredential {
  readonly credential: Credential
  /** Hex, of the file's bytes. */
  readonly sha256: string
  /** Name of the file, without its folder. */
  readonly file: string
  /** The whole file. */
  readonly text: string
}

export interface LoadedCredentials {
  /** By id. Files with errors are not among them. */
  readonly credentials: ReadonlyMap<string, LoadedCredential>
  readonly problems: readonly Problem[]
}

/** The folder of the credential files that come with the product. */
export const credentialCatalogue = (): string =>
  fileURLToPath(new URL('../credentials/catalogue/', import.meta.url)).replace(/\/$/, '')

/**
 * Reads the credential files (`.yaml`, `.yml`) of folders, first those of the product's own catalogue. A file of a later
 * folder takes the place of an earlier one for the same credential, so that an organisation can put a rule right; results
 * name the file. Throws the system's error when a folder or a file cannot be read.
 */
export function loadCredentials(folders: readonly string[]): LoadedCredentials {
  const credentials = new Map<string, LoadedCredential>()
  const problems: Problem[] = []
  for (const [at, folder] of [credentialCatalogue(), ...folders].entries()) {
    const own = new Map<string, LoadedCredential>()
    const names = readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort(compareText)
    for (const name of names) {
      const shown = at === 0 ? name : join(folder, name)
      const { loaded, problems: found } = readCredential(readFileSync(join(folder, name)), shown, name)
      problems.push(...found)
      if (loaded === undefined) continue
      const { id } = loaded.credential
      const first = own.get(id)
      if (first === undefined) own.set(id, loaded)
      else
        problems.push(
          problem('credential-repeated', { credential: id, first: first.file }, { file: shown, line: 1, column: 1 }),
        )
    }
    for (const [id, loaded] of own) credentials.set(id, loaded)
  }
  const sorted = new Map([...credentials].sort(([a], [b]) => compareText(a, b)))
  return { credentials: sorted, problems: problems.sort(compareProblems) }
}

/** @param shown the file as problems name it; `name` as results name it. */
export function readCredential(
  bytes: Uint8Array,
  shown: string,
  name: string = shown,
): { readonly loaded: LoadedCredential | undefined; readonly problems: readonly Problem[] } {
  const text = new TextDecoder().decode(bytes)
  const yaml = parseYaml(text, shown)
  if (yaml.problems.length > 0) return { loaded: undefined, problems: yaml.problems }
  const { value: credential, problems } = validate('credential', yaml.value, yaml.placeOf)
  if (credential === undefined) return { loaded: undefined, problems }
  const found = [
    ...versionProblems(credential, yaml.placeOf),
    ...credential.versions.flatMap((version, at) => insideProblems(version, `/versions/${at}`, yaml.placeOf)),
    ...roundingProblems(credential, yaml.placeOf),
    ...decimalProblems(credential, '', yaml.placeOf),
  ].sort(compareProblems)
  if (found.length > 0) return { loaded: undefined, problems: found }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { loaded: { credential, sha256, file: name, text }, problems: [] }
}

/** Versions are named once, come newest first, and no day belongs to two of them. */
function versionProblems({ versions }: Credential, placeOf: PlaceOf): Problem[] {
  const seen = new Map<string, number>()
  return versions.flatMap(({ version, from, until }, at) => {
    const found: Problem[] = []
    const here = (field: string) => placeOf(`/versions/${at}/${field}`)
    const first = seen.get(version)
    if (first === undefined) seen.set(version, here('version').line ?? 1)
    else found.push(problem('credential-version-repeated', { version, first }, here('version')))
    if (until !== undefined && until < from)
      found.push(problem('credential-version-dates', { version, from, until }, here('until')))
    const newer = versions[at - 1]
    if (newer === undefined) return found
    if (from > newer.from) {
      const params = { version, from, before: newer.version, beforeFrom: newer.from }
      found.push(problem('credential-version-order', params, here('from'), { actual: from }))
    } else if (from === newer.from || (until !== undefined && until >= newer.from)) {
      const day = from === newer.from ? from : (until ?? from)
      const params = { version, day, newer: newer.version, newerFrom: newer.from }
      found.push(problem('credential-version-overlap', params, here(from === newer.from ? 'from' : 'until')))
    }
    return found
  })
}

/** What the schema cannot say of one version. */
function insideProblems(
  { version, source, cycle, total: { base, max }, carryOver, rules }: CredentialVersion,
  at: string,
  placeOf: PlaceOf,
): Problem[] {
  const found: Problem[] = []
  if (max !== undefined && max < base)
    found.push(problem('credential-total-max', { base, max }, placeOf(`${at}/total/max`)))
  if (typeof carryOver === 'object' && carryOver.months > cycle.months) {
    const params = { months: carryOver.months, cycle: cycle.months }
    found.push(problem('credential-carry-over', params, placeOf(`${at}/carryOver/months`)))
  }
  if (source.url === undefined && source.document === undefined)
    found.push(problem('credential-source-empty', { version }, placeOf(`${at}/source`)))
  if ((cycle.anchor === 'calendar') !== (cycle.from !== undefined)) {
    const needed = cycle.from === undefined
    found.push(problem('credential-calendar', { needed }, placeOf(`${at}/cycle/${needed ? 'anchor' : 'from'}`)))
  }
  return [
    ...found,
    ...rules.flatMap((rule, index) => ruleProblems(rule, rules, index, `${at}/rules/${index}`, placeOf)),
  ]
}

function ruleProblems(
  { id, of, amount, share }: CredentialRule,
  all: readonly CredentialRule[],
  index: number,
  at: string,
  placeOf: PlaceOf,
): Problem[] {
  const found: Problem[] = []
  const before = all.findIndex((one) => one.id === id)
  if (before < index) {
    const first = placeOf(at.replace(/\d+$/, String(before))).line ?? 1
    found.push(problem('credential-rule-repeated', { rule: id, first }, placeOf(`${at}/id`)))
  }
  if (id === 'total') found.push(problem('credential-rule-total', {}, placeOf(`${at}/id`)))
  if (Object.keys(of).length === 0) found.push(problem('credential-rule-empty', { rule: id }, placeOf(`${at}/of`)))
  if ((amount === undefined) === (share === undefined))
    found.push(problem('credential-rule-amount', { rule: id, both: amount !== undefined }, placeOf(at)))
  return found
}

function roundingProblems({ unit: { rounding } }: Credential, placeOf: PlaceOf): Problem[] {
  if (rounding?.upFrom === undefined || rounding.mode === 'down') return []
  return [problem('credential-up-from', { mode: rounding.mode }, placeOf('/unit/rounding/upFrom'))]
}

/** Credits are counted in hundredths; nothing else in these files has decimals but the fees, in hundredths too. */
function decimalProblems(value: unknown, pointer: string, placeOf: PlaceOf): Problem[] {
  if (typeof value === 'number') {
    if (Math.abs(Math.round(value * 100) - value * 100) < 1e-6) return []
    const field = pointer.slice(pointer.lastIndexOf('/') + 1)
    return [problem('credential-decimals', { field, value }, placeOf(pointer), { actual: String(value) })]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => decimalProblems(inner, `${pointer}/${key}`, placeOf))
}
