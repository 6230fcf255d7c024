import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { isMembers } from '../../model/members.ts'
import { command, didYouMean, type OptionValues, wrongUsage } from '../command.ts'
import { dataOptions } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { askStaff, given, listOf, shown } from '../staff/ask.ts'
import { faultInOptions, missingOptions } from '../staff/options.ts'
import { textTable } from '../text-table.ts'

const ACTIONS = ['list', 'add', 'correct', 'revoke', 'restore'] as const
/** What credit that is entered must say. */
const NEEDED = ['title', 'type', 'credits', 'minutes', 'domain', 'completed-on', 'provider'] as const
/** Facts whose option has another name. */
const OPTIONS = { domains: '--domain', credentials: '--credential', completedOn: '--completed-on' } as const
const RETRY = 'Try: chartwright credit --help'

const factOptions = {
  title: { type: 'string', value: '<text>', summary: 'Title of the activity' },
  type: {
    type: 'string',
    choices: ['self-study', 'course', 'webinar', 'conference', 'other'],
    summary: 'What kind of activity it was',
  },
  credits: { type: 'string', value: '<n>', summary: 'Credits' },
  minutes: { type: 'string', value: '<n>', summary: 'Contact minutes' },
  domain: { type: 'string', multiple: true, value: '<id>', summary: 'Domain the credits count in' },
  topic: { type: 'string', value: '<id>', summary: 'Topic, if the body asks for one' },
  credential: {
    type: 'string',
    multiple: true,
    value: '<id>',
    summary: 'Credential it is meant for (default: any)',
  },
  'completed-on': { type: 'string', value: '<date>', summary: 'Day of completion, such as 2026-11-22' },
} as const

const addOptions = {
  provider: { type: 'string', value: '<name>', summary: 'For add: who held the activity' },
  approver: { type: 'string', value: '<name>', summary: 'For add: who stands behind the credits' },
  'approval-number': { type: 'string', value: '<number>', summary: "For add: the approver's number for it" },
  file: { type: 'string', value: '<file>', summary: 'For add: evidence (PDF, PNG or JPEG)' },
  key: { type: 'string', value: '<text>', summary: 'For add: recorded only once under the same key' },
} as const

export const credits = command({
  name: 'credit',
  summary: "List a learner's credit; add, correct, revoke or restore it.",
  usage:
    'list <learner> | add <learner> --title <text> … | correct <entry> … | revoke <entry> | restore <entry>, each with --reason <text>',
  positionals: true,
  options: {
    reason: { type: 'string', value: '<text>', summary: 'Why; kept with the record. Not for list' },
    ...factOptions,
    ...addOptions,
    name: { type: 'string', value: '<name>', summary: 'For correct: the corrected name, used from now on' },
    json: { type: 'boolean', summary: 'Print the result as JSON' },
    ...dataOptions,
  },
  notes: [
    'Nothing is ever changed or removed: a correction is a new entry that replaces the first, a revocation is one more.',
    'The reason for revoking is shown to the learner and, where there is a certificate, to whoever checks it.',
    'correct replaces the certificate too, if there is one; restore gives revoked credit again, with a new certificate.',
    'correct and restore need the service to be running; the rest does not. More: docs/credits.md',
    'Examples\n' +
      '  chartwright credit list <learner>\n' +
      '  chartwright credit correct <entry> --credits 0.5 --reason "Half a day"\n' +
      '  chartwright credit revoke <entry> --reason "Entered for the wrong person"',
  ],
  run: async (options, [action, about, ...more], io) => {
    if (action === undefined) return wrongUsage(io, `Say what to do: ${ACTIONS.join(', ')}.`, RETRY)
    if (!ACTIONS.some((known) => known === action)) {
      return wrongUsage(io, `credit cannot ${action}.${didYouMean(action, ACTIONS)}`, RETRY)
    }
    if (about === undefined) {
      const what = action === 'list' || action === 'add' ? 'which learner' : 'which entry'
      return wrongUsage(
        io,
        `Say ${what} it is about.`,
        'chartwright users list and chartwright credit list show the ids.',
      )
    }
    if (more[0] !== undefined) return wrongUsage(io, `${more[0]} means nothing here.`, RETRY)
    const { reason, json, name, data, database } = options
    if (action !== 'list' && reason === undefined) {
      return wrongUsage(io, `Say why to ${action}: --reason.`, 'The reason stays with the record for good.')
    }
    const missing = action === 'add' ? missingOptions(options, NEEDED) : undefined
    if (missing !== undefined) return wrongUsage(io, missing, RETRY)
    const fault = faultInOptions(options)
    if (fault !== undefined) return wrongUsage(io, fault.wrong, fault.hint)
    const where = { ...(data === undefined ? {} : { data }), ...(database === undefined ? {} : { database }) }
    const answer =
      action === 'list'
        ? await askStaff(io, where, 'listCredits', { learner: about })
        : action === 'revoke'
          ? await askStaff(io, where, 'revokeCredit', { entry: about, reason })
          : action === 'restore'
            ? await askStaff(io, where, 'restoreCredit', { entry: about, reason })
            : action === 'correct'
              ? await askStaff(
                  io,
                  where,
                  'correctCredit',
                  {
                    entry: about,
                    reason,
                    changes: factsOf(options),
                    ...given({ name }),
                  },
                  optionOf,
                )
              : await askStaff(
                  io,
                  where,
                  'addCredit',
                  {
                    learner: about,
                    reason,
                    ...factsOf(options),
                    ...moreOf(options, io),
                  },
                  optionOf,
                )
    if (typeof answer === 'number') return answer
    if (json === true) io.stdout(`${JSON.stringify(answer)}\n`)
    else say(io, answer)
    return EXIT.fine
  },
})

/** The option that a fact is given by. */
const optionOf = (fact: string): string => (isRenamed(fact) ? OPTIONS[fact] : `--${fact}`)
const isRenamed = (fact: string): fact is keyof typeof OPTIONS => Object.hasOwn(OPTIONS, fact)

function factsOf(options: OptionValues<typeof factOptions>): Readonly<Record<string, unknown>> {
  const { title, type, credits, minutes, domain, topic, credential, 'completed-on': completedOn } = options
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))
  return given({
    title,
    type,
    credits: number(credits),
    minutes: number(minutes),
    domains: domain,
    topic,
    credentials: credential,
    completedOn,
  })
}

function moreOf(
  options: OptionValues<typeof factOptions & typeof addOptions>,
  io: Io,
): Readonly<Record<string, unknown>> {
  const { title, provider, approver = provider, 'approval-number': number, file, key } = options
  const content = file === undefined ? undefined : readFileSync(resolve(io.cwd, file)).toString('base64')
  return {
    key: key ?? randomUUID(),
    ...given({ provider, approver: options.approver }),
    ...(number === undefined ? {} : { approval: { approver, number, title } }),
    ...(file === undefined ? {} : { file: { name: basename(file), content } }),
  }
}

function say(io: Io, answer: Readonly<Record<string, unknown>>): void {
  if ('credits' in answer) {
    const rows = listOf(answer.credits).map((entry) => [
      shown(entry.id),
      shown(entry.completedOn),
      shown(entry.credits),
      isMembers(entry.standing) ? shown(entry.standing.kind) : '',
      shown(entry.source),
      shown(entry.title),
    ])
    if (rows.length === 0) io.stderr('No credit yet.\n')
    else io.stdout(textTable(rows, new Set([2])))
  } else if ('entry' in answer) {
    io.stdout(`${shown(answer.entry)}\n`)
    if (answer.repeated === true) io.stderr('It was there already: the same key was used before.\n')
  } else if ('revoked' in answer) {
    for (const { entry } of listOf(answer.revoked)) io.stdout(`${shown(entry)}\n`)
    io.stderr('Revoked.\n')
  } else {
    for (const { entry, certificate } of isMembers(answer.restored) ? [answer.restored] : listOf(answer.corrected)) {
      io.stdout(`${shown(entry)}\n`)
      if (certificate !== undefined) io.stderr(`The new certificate is ${shown(certificate)}.\n`)
    }
  }
}
