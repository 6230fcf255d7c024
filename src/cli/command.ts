import { parseArgs } from 'node:util'
import { nearest } from '../validation/nearest.ts'
import { EXIT } from './exit-codes.ts'
import type { Io } from './io.ts'

/** One verb of the command line. */
export interface Command {
  readonly name: string
  /** One line for `chartwright --help`. */
  readonly summary: string
  /** The whole text of `chartwright <verb> --help`. */
  readonly help: string
  /** `argv` begins after the verb. Resolves to the exit code. */
  readonly run: (argv: readonly string[], io: Io) => Promise<number>
}

export interface OptionSpec {
  readonly type: 'string' | 'boolean'
  /** May be given several times. */
  readonly multiple?: true
  /** How help writes the value, e.g. `<dir>`. */
  readonly value?: string
  /** The only values allowed. */
  readonly choices?: readonly string[]
  readonly summary: string
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

type OptionValue<S extends OptionSpec> = S extends { type: 'boolean' }
  ? boolean
  : S extends { multiple: true }
    ? readonly string[]
    : string
export type OptionValues<O extends OptionSpecs> = { readonly [K in keyof O]?: OptionValue<O[K]> }

interface Definition<O extends OptionSpecs> {
  readonly name: string
  readonly summary: string
  /** What follows the verb, e.g. `<course>… [options]`. */
  readonly usage: string
  /** Whether anything but options may be given. */
  readonly positionals: boolean
  readonly options: O
  /** Further paragraphs of help. */
  readonly notes?: readonly string[]
  readonly run: (options: OptionValues<O>, positionals: readonly string[], io: Io) => Promise<number>
}

/** Makes a verb from its options: parsing, `--help` and the words for wrong usage follow from the same record. */
export function command<const O extends OptionSpecs>(definition: Definition<O>): Command {
  const help = helpText(definition)
  return {
    name: definition.name,
    summary: definition.summary,
    help,
    run: async (argv, io) => {
      const parsed = parseOptions(definition, argv)
      if ('help' in parsed) {
        io.stdout(help)
        return EXIT.fine
      }
      if ('wrong' in parsed) return wrongUsage(io, parsed.wrong, `Try: chartwright ${definition.name} --help`)
      return definition.run(parsed.values, parsed.positionals, io)
    },
  }
}

/** Says what was wrong with the command line, and how to write it. */
export function wrongUsage(io: Io, message: string, hint: string): number {
  io.stderr(`chartwright: ${message}\n${hint}\n`)
  return EXIT.usage
}

type Parsed<O extends OptionSpecs> =
  | { readonly help: true }
  | { readonly wrong: string }
  | { readonly values: OptionValues<O>; readonly positionals: readonly string[] }

function parseOptions<O extends OptionSpecs>(definition: Definition<O>, argv: readonly string[]): Parsed<O> {
  const specs: OptionSpecs = definition.options
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries({ ...specs, help: { type: 'boolean' as const } }).map(([name, { type }]) => [name, { type }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values: Record<string, boolean | string | string[]> = {}
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (token.name === 'help' || token.rawName === '-h') return { help: true }
    const spec = specs[token.name]
    if (spec === undefined || !token.rawName.startsWith('--')) return { wrong: unknownOption(token.rawName, specs) }
    if (spec.type === 'boolean') {
      if (token.value !== undefined) return { wrong: `--${token.name} takes no value.` }
      values[token.name] = true
      continue
    }
    const value = token.value
    if (value === undefined || value === '') return { wrong: `--${token.name} needs a value: ${valueText(spec)}.` }
    if (!token.inlineValue && value.startsWith('-')) {
      return {
        wrong: `--${token.name} needs a value, but ${value} follows. Write --${token.name}=${value} if you mean it.`,
      }
    }
    if (spec.choices !== undefined && !spec.choices.includes(value)) {
      return {
        wrong: `--${token.name} cannot be ${value}.${didYouMean(value, spec.choices)} Allowed: ${spec.choices.join(', ')}.`,
      }
    }
    const before = values[token.name]
    if (spec.multiple) values[token.name] = Array.isArray(before) ? [...before, value] : [value]
    else if (before !== undefined) return { wrong: `--${token.name} was given twice.` }
    else values[token.name] = value
  }
  if (!definition.positionals && positionals.length > 0) return { wrong: `${positionals[0]} means nothing here.` }
  // Each value above was made to fit the type its spec asks for.
  return { values: values as OptionValues<O>, positionals }
}

/** How the value of an option is written in help. */
const valueText = ({ choices, value }: OptionSpec): string => choices?.join('|') ?? value ?? '<value>'

const unknownOption = (written: string, specs: OptionSpecs): string => {
  const known = [...Object.keys(specs), 'help'].map((name) => `--${name}`)
  return `There is no option ${written}.${didYouMean(written, known)}`
}

/** ` Did you mean x?`, or nothing when nothing is near. */
export function didYouMean(written: string, known: readonly string[]): string {
  const near = nearest(written, known)
  return near === undefined ? '' : ` Did you mean ${near}?`
}

function helpText(
  definition: Pick<Definition<OptionSpecs>, 'name' | 'summary' | 'usage' | 'options' | 'notes'>,
): string {
  const rows = Object.entries({
    ...definition.options,
    help: { type: 'boolean' as const, summary: 'Show this text' },
  }).map(([name, spec]: [string, OptionSpec]): [string, string] => [
    `--${name}${spec.type === 'string' ? ` ${valueText(spec)}` : ''}`,
    `${spec.summary}${spec.multiple ? ' (may be repeated)' : ''}`,
  ])
  const paragraphs = [
    `${definition.summary}\n`,
    `Usage: chartwright ${definition.name} ${definition.usage}`.trimEnd(),
    '',
    ...optionLines(rows),
    ...(definition.notes ?? []).flatMap((note) => ['', note]),
    '',
    'Exit codes: see chartwright --help',
  ]
  return `${paragraphs.join('\n')}\n`
}

/** Options and their values take no more of a line, in characters. */
const WIDEST_OPTION = 40

/** Two columns, except that what is too wide for the first stands on a line of its own, above what it means. */
function optionLines(rows: readonly (readonly [string, string])[]): string[] {
  const short = rows.map(([left, right]): [string, string] => [left.length > WIDEST_OPTION ? '' : left, right])
  return columns(short).flatMap((line, i) => (short[i]?.[0] === '' ? [`  ${rows[i]?.[0] ?? ''}`, line] : [line]))
}

/** Two columns, indented by two. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
