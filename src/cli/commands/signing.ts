import type { ShownSigningKey } from '../../service/badges/keys.ts'
import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { askService, dataOptions } from '../data.ts'
import { EXIT } from '../exit-codes.ts'

const ACTIONS = ['list', 'rotate'] as const

export const signingKeys = command({
  name: 'signing-keys',
  summary: 'List the keys that certificates are signed with, or retire them and make new ones.',
  usage: 'list | rotate',
  positionals: true,
  options: {
    json: { type: 'boolean', summary: 'Print the result as JSON' },
    ...dataOptions,
  },
  notes: [
    'Only public keys are ever shown. The first keys are made when the service first starts.',
    'What a key signed before it was retired stays valid; anything dated later is refused. More: docs/badges.md',
    'Works whether the service is running or not.',
    'Examples\n' + '  chartwright signing-keys list',
  ],
  run: async ({ json, ...where }, [action, ...more], io) => {
    const retry = 'Try: chartwright signing-keys --help'
    if (action === undefined) return wrongUsage(io, `Say what to do: ${ACTIONS.join(', ')}.`, retry)
    if (!ACTIONS.some((known) => known === action)) {
      return wrongUsage(io, `signing-keys cannot ${action}.${didYouMean(action, ACTIONS)}`, retry)
    }
    if (more.length > 0) return wrongUsage(io, `${more[0]} means nothing here.`, retry)
    const done = await askService(io, where, { do: `signing-${action}` })
    if (typeof done === 'number') return done
    const { answer } = done
    if ('wrong' in answer) {
      io.stderr(`chartwright: ${answer.wrong}\n`)
      return EXIT.problems
    }
    if (!('signingKeys' in answer)) throw new Error('The service answered something else than was asked.')
    io.stdout(
      json === true
        ? `${JSON.stringify(answer.signingKeys)}\n`
        : `${columns(answer.signingKeys.map(row)).join('\n')}\n`,
    )
    return EXIT.fine
  },
})

const row = ({ id, algorithm, created, retired }: ShownSigningKey): [string, string] => [
  id,
  [algorithm.padEnd(7), `made ${day(created)}`, retired === undefined ? 'signs' : `retired ${day(retired)}`].join('  '),
]

/** The day in UTC; with --json the moment. */
const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
