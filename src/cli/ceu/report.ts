import type { CountedEntry, Evaluation, RuleResult } from '../../credentials/evaluate.ts'
import { DISCLAIMER, sourceText } from '../../credentials/words.ts'
import type { Credential, CredentialVersion } from '../../model/schema-types.ts'
import type { LoadedCredential } from '../../validation/credential-files.ts'
import { printable } from '../printable.ts'
import { textTable } from '../text-table.ts'

/** Every way to print an evaluation, by the name `--format` uses. */
export const evaluationFormats = {
  text: evaluationText,
  /** The very names of `Evaluation`; grows only by new fields. */
  json: (evaluation: Evaluation): string =>
    `${JSON.stringify({ format: 1, ...evaluation, disclaimer: DISCLAIMER }, null, 2)}\n`,
} as const satisfies Readonly<Record<string, (evaluation: Evaluation) => string>>

function evaluationText({ rule, cycle, total, rules, counted, rejected, together, met }: Evaluation): string {
  const rows = [
    ['', 'have', 'need', ''],
    ['Total', amount(total.have), amount(total.need), standing(total)],
    ...rules.map((one) => [one.text, amount(one.have), amount(one.need), ruleStanding(one, total.unit)]),
  ]
  const paragraphs = [
    `${plain(`${rule.name}, ${rule.body}`)}\n${ruleLines(rule)}`,
    `Cycle ${cycle.start} to ${cycle.end}, ${cycle.daysLeft} ${cycle.daysLeft === 1 ? 'day' : 'days'} left. ${met ? 'Everything is met.' : 'Not met yet.'}\n`,
    `${plain(total.unit)}\n${textTable(
      rows.map((row) => row.map(plain)),
      new Set([1, 2]),
    )}`,
    ...(together
      ? []
      : ['Each rule is met by itself, but the limits keep the same credits from serving all of them at once.\n']),
    `Counted: ${counted.length}\n${table(counted.map((one) => [amount(one.credits), one.completedOn, countedText(one, total.unit)]))}`,
    `Not counted: ${rejected.length}\n${table(rejected.map((one) => [one.credits === undefined ? '' : amount(one.credits), one.completedOn, `${one.title} (${one.entry}): ${one.text}`]))}`,
    `${DISCLAIMER}\n`,
  ]
  return paragraphs.join('\n')
}

const countedText = ({ title, entry, credits, recorded, carried }: CountedEntry, unit: string): string => {
  const same = recorded.credits === credits && recorded.unit === unit
  const told = same ? '' : `; recorded: ${recorded.credits} ${recorded.unit} of ${recorded.minutes} minutes`
  return `${title} (${entry})${carried ? ', carried over' : ''}${told}`
}

/** The file, version and source that a result was reckoned by. */
const ruleLines = ({ version, from, source, file, sha256, example }: Evaluation['rule']): string =>
  [
    ...(example ? ['Invented, as an example.'] : []),
    `Rules: ${file ?? 'unnamed file'}, version ${version} for cycles that begin from ${from}`,
    `Source: ${sourceText(source)}`,
    ...(sha256 === undefined ? [] : [`SHA-256 of the file: ${sha256}`]),
  ]
    .map((line) => `${plain(line)}\n`)
    .join('')

const standing = ({ need, have }: { readonly need: number; readonly have: number }): string =>
  have >= need ? 'met' : `${amount(need - have)} missing`

const ruleStanding = (rule: RuleResult, unit: string): string =>
  rule.kind === 'min'
    ? standing(rule)
    : rule.over > 0
      ? `${amount(rule.over)} ${unit} more do not count`
      : 'within the limit'

/** Differences of hundredths, without what floats add to them. */
const amount = (credits: number): string => String(Math.round(credits * 100) / 100)

/** A table that is indented, with its first column to the right. */
const table = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : textTable(
        rows.map((row) => ['', ...row.map(plain)]),
        new Set([1]),
      )

/** One line of text that cannot steer the terminal, nor look like another line. */
const plain = (text: string): string => printable(text.replaceAll(/\s+/g, ' ').trim())

/** One line for each credential. */
export function listText(all: readonly LoadedCredential[]): string {
  const rows = all.map(({ credential: { id, name, body, example, versions }, file }) => [
    id,
    example === true ? `${name}, an example` : name,
    body,
    versions.length === 1 ? '1 version' : `${versions.length} versions`,
    file,
  ])
  return rows.length === 0 ? '' : textTable(rows.map((row) => row.map(plain)))
}

export const listJson = (all: readonly LoadedCredential[]): string =>
  `${JSON.stringify({ format: 1, credentials: all.map(({ credential, file, sha256 }) => ({ ...credential, file, sha256 })) }, null, 2)}\n`

/** All that a credential file says, version by version. */
export function showText({ credential, file, sha256 }: LoadedCredential): string {
  const { id, name, body, unit, versions, example } = credential
  const head = [
    `${name}, ${body} (${id})`,
    ...(example === true ? ['Invented, as an example.'] : []),
    `File: ${file}, SHA-256 ${sha256}`,
    `Unit: 1 ${unit.name} is ${unit.minutes} minutes${roundingText(unit)}`,
  ]
  const shown = versions.map((version) => versionLines(version, unit.name))
  return `${[head.map(plain), ...shown].map((lines) => lines.join('\n')).join('\n\n')}\n\n${DISCLAIMER}\n`
}

function roundingText({ name, rounding, note }: Credential['unit']): string {
  const more = note === undefined ? '' : `. ${note}`
  if (rounding === undefined) return more
  const { step, mode, upFrom, least } = rounding
  const up = upFrom === undefined ? '' : `, up from a remainder of ${upFrom} minutes`
  const floor = least === undefined ? '' : `, at least ${least} ${name}`
  return `; in steps of ${step}, rounded ${mode === 'nearest' ? 'to the nearest' : mode}${up}${floor}${more}`
}

function versionLines(version: CredentialVersion, unit: string): string[] {
  const { cycle, total, earnOnce, carryOver, accept, evidenceRequired = [], rules, retention, fees } = version
  const once = { ever: 'once ever', cycle: 'once in a cycle', no: 'as often as it is completed' }[earnOnce]
  const extra = total.perExtra === undefined ? '' : `, ${total.perExtra} more for each further credential`
  const most = total.max === undefined ? '' : `, ${total.max} at most`
  const lines = [
    `Version ${version.version}, for cycles that begin from ${version.from}${version.until === undefined ? '' : ` until ${version.until}`}`,
    `Source: ${sourceText(version.source)}`,
    `Cycle: ${cycle.months} months, ${anchorText(cycle)}`,
    `Total: ${total.base} ${unit}${extra}${most}`,
    ...rules.map(({ id, text, kind }) => `Rule ${id} (${kind}): ${text}`),
    `An activity counts ${once}`,
    `Carried over: ${typeof carryOver === 'string' ? 'nothing' : `what exceeds the total in the last ${carryOver.months} months${carryOver.credits === undefined ? '' : `, at most ${carryOver.credits} ${unit}`}`}`,
    ...(accept === undefined ? [] : [`Accepted sources: ${accept.join(', ')}`]),
    ...evidenceRequired.map(({ anyOf }) => `Evidence: ${anyOf.join(' or ')}`),
    `Keep evidence: ${typeof retention === 'string' ? 'unknown' : `${retention.months} months after the cycle${retention.note === undefined ? '' : `. ${retention.note}`}`}`,
    `Fees: ${typeof fees === 'string' ? 'unknown' : fees.map((fee) => `${fee.for} ${fee.amount} ${fee.currency}`).join(', ')}`,
  ]
  return lines.map((line, at) => `${at === 0 ? '' : '  '}${plain(line)}`)
}

const anchorText = ({ anchor, from }: CredentialVersion['cycle']): string =>
  ({
    holder: "from the holder's own day",
    month: "from the first of the holder's month",
    calendar: `counted from ${from}`,
  })[anchor]
