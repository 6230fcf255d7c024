import { compareText } from '../../problems/problem.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { type OpenPackage, openPackage, type Standard } from './open-package.ts'
import type { Finding, Rule, Rules } from './rule.ts'
import { cmi5 } from './rules/cmi5.ts'
import { files } from './rules/files.ts'
import { lms } from './rules/lms.ts'
import { manifest } from './rules/manifest.ts'
import { scorm } from './rules/scorm.ts'
import { scorm12 } from './rules/scorm12.ts'
import { scorm2004 } from './rules/scorm2004.ts'
import { sequencing } from './rules/sequencing.ts'
import { tincan } from './rules/tincan.ts'
import { xsd } from './rules/xsd.ts'
import { zip, zipNames } from './rules/zip.ts'
import type { SchemaFiles, XsdCheck } from './xsd.ts'

/** The rules by topic, in the order of the documentation. */
export const topics = {
  'The zip file': zip,
  'Names in the zip file': zipNames,
  'The manifest as a file': manifest,
  'SCORM: manifest and items': scorm,
  'SCORM: resources and files': files,
  'SCORM 1.2': scorm12,
  'SCORM 2004': scorm2004,
  'SCORM 2004: sequencing': sequencing,
  cmi5,
  'xAPI (tincan.xml)': tincan,
  'XML schemas': xsd,
  'What LMSs do': lms,
} as const satisfies Readonly<Record<string, Rules>>

/** Every rule, by its permanent id. */
export const rules = {
  ...zip,
  ...zipNames,
  ...manifest,
  ...scorm,
  ...files,
  ...scorm12,
  ...scorm2004,
  ...sequencing,
  ...cmi5,
  ...tincan,
  ...xsd,
  ...lms,
} as const satisfies Rules

export type RuleId = keyof typeof rules

export interface Violation extends Finding {
  readonly rule: RuleId
}

export interface Verified {
  /** Undefined when the package has no manifest that can be read. */
  readonly standard: Standard | undefined
  /** As the manifest writes it, e.g. `1.2`, `2004 4th Edition`. */
  readonly version: string | undefined
  /** Whether the XML schemas that were given accept the manifest. */
  readonly xsd: XsdCheck['outcome']
  /** By file, line and column. */
  readonly violations: readonly Violation[]
}

/**
 * Re-opens a package of any maker, a file by its path or bytes, and says which rules it breaks. Nothing is unpacked to disk,
 * nothing is fetched, and whatever is inside cannot make it take more than the limits allow. Throws only when the file
 * cannot be read.
 *
 * @param schemas schema files of the standards, to hold the manifest against; left out, XML schemas are not checked
 *
 * @example const { violations } = await verifyPackage('course.zip')
 */
export async function verifyPackage(
  source: string | Uint8Array,
  limits: Limits = defaultLimits,
  schemas?: SchemaFiles,
): Promise<Verified> {
  const opened = await openPackage(source, limits, { schemas })
  const violations = (Object.keys(rules) as RuleId[]).flatMap((rule) =>
    clipped(findings(rules[rule], opened)).map((finding): Violation => ({ rule, ...finding })),
  )
  const { standard, version, xsd } = opened
  return { standard, version, xsd: xsd.outcome, violations: violations.sort(compareViolations) }
}

function findings(rule: Rule, opened: OpenPackage): readonly Finding[] {
  const applies =
    rule.applies === undefined || (opened.standard !== undefined && rule.applies.includes(opened.standard))
  return applies ? rule.check(opened) : []
}

/** Findings of one rule in one package that are listed one by one. */
const MOST_FINDINGS = 50
const MOST_CHARACTERS = 400

/** A stranger's package must not be able to flood whoever reads about it. */
function clipped(found: readonly Finding[]): Finding[] {
  const told = found.slice(0, MOST_FINDINGS).map((finding) => ({ ...finding, message: clip(finding.message) }))
  const more = found.length - told.length
  return more === 0 ? told : [...told, { message: `The same was found in ${more} more places.` }]
}

const clip = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`

const compareViolations = (a: Violation, b: Violation): number =>
  compareText(a.file ?? '', b.file ?? '') ||
  (a.line ?? 0) - (b.line ?? 0) ||
  (a.column ?? 0) - (b.column ?? 0) ||
  compareText(a.rule, b.rule) ||
  compareText(a.message, b.message)
