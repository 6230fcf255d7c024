import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { isMembers } from '../../model/members.ts'
import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { dataOptions } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { askStaff, given, listOf, shown } from '../staff/ask.ts'
import { textTable } from '../text-table.ts'

const ACTIONS = ['list', 'show', 'revoke', 'reissue'] as const
const RETRY = 'Try: chartwright certificates --help'

export const certificates = command({
  name: 'certificates',
  summary: 'List, show, revoke and reissue certificates.',
  usage: 'list | show <number> | revoke <number>… --reason <text> | reissue <number>… --reason <text>',
  positionals: true,
  options: {
    learner: { type: 'string', value: '<id>', summary: 'For list: of one learner only' },
    after: { type: 'string', value: '<number>', summary: 'For list: continue after this one' },
    reason: { type: 'string', value: '<text>', summary: 'For revoke and reissue: why; kept with the record' },
    name: { type: 'string', value: '<name>', summary: 'For reissue of one: the corrected name' },
    from: { type: 'string', value: '<file>', summary: 'For revoke and reissue: file with one number per line' },
    preview: { type: 'boolean', summary: 'For revoke and reissue: only print what would be done' },
    json: { type: 'boolean', summary: 'Print the result as JSON' },
    ...dataOptions,
  },
  notes: [
    'A list is done as a whole or not at all. A revoked certificate stays revoked; show names what replaced a reissued one.',
    'The reason for revoking is public: it is shown to the learner and to whoever checks the certificate.',
    'Revoking takes the credit back too. To correct facts, use chartwright credit correct. More: docs/credits.md',
    'reissue needs the service to be running; the rest does not.',
    'Examples\n' +
      '  chartwright certificates list --learner <id>\n' +
      '  chartwright certificates reissue CW-7K3Q-9F2M-4TZH-8WRC --name "Ada Lovelace" --reason "Name misspelled"',
  ],
  run: async ({ learner, after, reason, name, from, preview, json, ...where }, [action, ...numbers], io) => {
    if (action === undefined) return wrongUsage(io, `Say what to do: ${ACTIONS.join(', ')}.`, RETRY)
    if (!ACTIONS.some((known) => known === action)) {
      return wrongUsage(io, `certificates cannot ${action}.${didYouMean(action, ACTIONS)}`, RETRY)
    }
    const [number, second] = numbers
    const extra = action === 'list' ? number : action === 'show' ? second : undefined
    if (extra !== undefined) return wrongUsage(io, `${extra} means nothing here.`, RETRY)
    if (action === 'show' && number === undefined) return wrongUsage(io, 'Say which certificate to show.', RETRY)
    const write = action === 'revoke' || action === 'reissue'
    const listed = write && from !== undefined ? readNumbers(resolve(io.cwd, from)) : []
    if (write && numbers.length + listed.length === 0)
      return wrongUsage(io, `Say which certificates to ${action}.`, RETRY)
    if (write && reason === undefined) {
      return wrongUsage(io, `Say why to ${action}: --reason.`, 'The reason stays with the record for good.')
    }
    const asked = { numbers: [...numbers, ...listed], reason, ...given({ preview }) }
    const answer =
      action === 'list'
        ? await askStaff(io, where, 'listCertificates', given({ learner, after }))
        : action === 'show'
          ? await askStaff(io, where, 'showCertificate', { number })
          : action === 'revoke'
            ? await askStaff(io, where, 'revokeCertificates', asked)
            : await askStaff(io, where, 'reissueCertificates', { ...asked, ...given({ name }) })
    if (typeof answer === 'number') return answer
    if (json === true) io.stdout(`${JSON.stringify(answer)}\n`)
    else say(io, answer)
    return EXIT.fine
  },
})

/** One number a line; of a table the first column. */
const readNumbers = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => (line.split(/[,;\t]/)[0] ?? '').replaceAll('"', '').trim())
    .filter((number) => number !== '' && !/^(certificate )?number$/i.test(number))

function say(io: Io, answer: Readonly<Record<string, unknown>>): void {
  if (isMembers(answer.certificate)) {
    io.stdout(`${columns(Object.entries(answer.certificate).map(([key, value]) => [key, shown(value)])).join('\n')}\n`)
  } else if ('certificates' in answer) {
    const rows = listOf(answer.certificates).map((one) => [
      shown(one.number),
      shown(one.status),
      shown(one.completedOn),
      shown(one.credits),
      `${shown(one.name)}: ${shown(one.title)}`,
    ])
    if (rows.length === 0) io.stderr('No certificates.\n')
    else io.stdout(textTable(rows, new Set([3])))
    if (answer.next !== undefined) io.stderr(`There are more: --after ${shown(answer.next)}\n`)
  } else if ('revoked' in answer) {
    const revoked = listOf(answer.revoked)
    for (const one of revoked) io.stdout(`${shown(one.certificate ?? one.entry)}\n`)
    io.stderr(answer.preview === true ? `${revoked.length} would be revoked.\n` : `${revoked.length} revoked.\n`)
  } else {
    const corrected = listOf(answer.corrected)
    for (const { replaced, certificate } of corrected) {
      const old = isMembers(replaced) ? shown(replaced.certificate) : ''
      io.stdout(certificate === undefined ? `${old}\n` : `${old} → ${shown(certificate)}\n`)
    }
    io.stderr(answer.preview === true ? `${corrected.length} would be reissued.\n` : `${corrected.length} reissued.\n`)
  }
}
