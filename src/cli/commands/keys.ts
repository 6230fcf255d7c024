import type { KeysAnswer, ShownKey } from '../../service/lrs/keys/manage.ts'
import { scopes } from '../../service/lrs/keys/scopes.ts'
import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { askService, type DataOptions, dataOptions, sameData } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'

const ACTIONS = ['create', 'list', 'rotate', 'revoke'] as const

export const keys = command({
  name: 'keys',
  summary: 'Make, list, rotate and revoke the keys other programs use for the record store.',
  usage: 'create --name <name> --scope <scope> | list | rotate <id> | revoke <id>',
  positionals: true,
  options: {
    name: { type: 'string', value: '<name>', summary: 'What the key is for' },
    scope: {
      type: 'string',
      multiple: true,
      choices: Object.keys(scopes),
      summary: 'What it may do',
    },
    authority: {
      type: 'string',
      value: '<json>',
      summary: 'Agent under which its statements are stored (default: made from the key)',
    },
    'rate-limit': { type: 'string', value: '<n>', summary: 'Requests a minute (default: no limit)' },
    origin: {
      type: 'string',
      multiple: true,
      value: '<url>',
      summary: 'Site whose pages may use it (default: any)',
    },
    json: { type: 'boolean', summary: 'Print the result as JSON' },
    ...dataOptions,
  },
  notes: [
    'A secret is shown once, when the key is made or rotated: only its hash is kept.',
    'Works whether the service is running or not.',
    'Examples\n' +
      '  chartwright keys create --name "Our LMS" --scope statements/write --scope statements/read/mine\n' +
      '  chartwright keys revoke <id>',
  ],
  run: async (
    { name, scope, authority, 'rate-limit': rateLimit, origin, json, ...where },
    [action, id, ...more],
    io,
  ) => {
    const retry = 'Try: chartwright keys --help'
    if (action === undefined) return wrongUsage(io, `Say what to do: ${ACTIONS.join(', ')}.`, retry)
    if (!ACTIONS.some((known) => known === action)) {
      return wrongUsage(io, `keys cannot ${action}.${didYouMean(action, ACTIONS)}`, retry)
    }
    const needsId = action === 'rotate' || action === 'revoke'
    if (needsId && id === undefined) {
      return wrongUsage(io, `Say which key to ${action}.`, 'chartwright keys list shows the ids.')
    }
    if (more.length > 0 || (!needsId && id !== undefined)) {
      return wrongUsage(io, `${more[0] ?? id} means nothing here.`, retry)
    }
    if (action === 'create' && (name === undefined || scope === undefined)) {
      return wrongUsage(
        io,
        'A key needs --name and --scope.',
        'For example: chartwright keys create --name "Our LMS" --scope statements/write',
      )
    }
    const agent = authority === undefined ? undefined : parse(authority)
    if (agent !== undefined && 'wrong' in agent) return wrongUsage(io, '--authority is not JSON.', retry)
    const done = await askService(io, where, {
      do: `keys-${action}`,
      id,
      name,
      scopes: scope,
      ...(agent === undefined ? {} : { authority: agent.value }),
      ...(rateLimit === undefined ? {} : { rateLimit: Number(rateLimit) }),
      ...(origin === undefined ? {} : { origins: origin }),
    })
    if (typeof done === 'number') return done
    const { answer } = done
    if ('people' in answer || 'person' in answer || 'signingKeys' in answer)
      throw new Error('The service answered something else than was asked.')
    if ('wrong' in answer) {
      io.stderr(`chartwright: ${answer.wrong}\n`)
      return EXIT.usage
    }
    if (json === true) io.stdout(`${JSON.stringify(asJson(answer))}\n`)
    else say(io, answer, where)
    return EXIT.fine
  },
})

const asJson = (answer: Exclude<KeysAnswer, { readonly wrong: string }>): unknown =>
  'secret' in answer ? { key: answer.key, secret: answer.secret } : 'keys' in answer ? answer.keys : answer

function say(io: Io, answer: Exclude<KeysAnswer, { readonly wrong: string }>, where: DataOptions): void {
  if ('secret' in answer) {
    io.stderr('The secret is shown this once. User name and password of Basic authentication:\n')
    io.stdout(`${answer.key}\n${answer.secret}\n`)
  } else if ('keys' in answer) {
    if (answer.keys.length === 0) {
      const create = `chartwright keys create --name "…" --scope statements/write${sameData(io, where)}`
      io.stderr(`No keys yet. Make one: ${create}\n`)
    } else io.stdout(`${columns(answer.keys.map(row)).join('\n')}\n`)
  } else io.stderr(`${answer.revoked} is revoked.\n`)
}

const row = ({ id, name, scopes, revoked, lastUsed }: ShownKey): [string, string] => [
  id,
  [
    scopes.join(','),
    revoked === undefined
      ? lastUsed === undefined
        ? 'never used'
        : `used ${day(lastUsed)}`
      : `revoked ${day(revoked)}`,
    name,
  ].join('  '),
]

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

function parse(text: string): { readonly value: unknown } | { readonly wrong: true } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { wrong: true }
  }
}
