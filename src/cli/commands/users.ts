import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { askService, dataOptions, sameData } from '../data.ts'
import { EXIT } from '../exit-codes.ts'

const ACTIONS = ['add', 'link', 'list'] as const

export const users = command({
  name: 'users',
  summary: 'Add people to the service, make sign-in links for them, and list them.',
  usage: 'add --name <name> --role <role> | link <id> | list',
  positionals: true,
  options: {
    name: { type: 'string', value: '<name>', summary: 'Name as it will appear on certificates' },
    role: { type: 'string', choices: ['learner', 'instructor'], summary: 'What the person may see' },
    ...dataOptions,
  },
  notes: [
    'A link signs in once, within a day. Pass it on yourself: the service sends nothing.',
    'Works whether the service is running or not.',
    'Examples\n' + '  chartwright users add --name "Ada Lovelace" --role learner\n' + '  chartwright users link <id>',
  ],
  run: async ({ name, role, ...where }, [action, id, ...more], io) => {
    const retry = 'Try: chartwright users --help'
    if (action === undefined) return wrongUsage(io, 'Say what to do: add, link or list.', retry)
    if (!ACTIONS.some((known) => known === action)) {
      return wrongUsage(io, `users cannot ${action}.${didYouMean(action, ACTIONS)}`, retry)
    }
    if (action === 'add' && (name === undefined || role === undefined)) {
      return wrongUsage(
        io,
        'A person needs --name and --role.',
        'For example: chartwright users add --name "Ada Example" --role learner',
      )
    }
    if (action === 'link' && id === undefined)
      return wrongUsage(io, 'Say whom the link is for.', 'chartwright users list shows the ids.')
    if (more.length > 0 || (action !== 'link' && id !== undefined))
      return wrongUsage(io, `${more[0] ?? id} means nothing here.`, retry)

    const done = await askService(io, where, { do: action, name, role, id })
    if (typeof done === 'number') return done
    const { answer, url } = done
    if ('wrong' in answer) {
      io.stderr(`chartwright: ${answer.wrong}\n`)
      return EXIT.usage
    }
    if ('people' in answer) {
      const rows = answer.people.map((person): [string, string] => [
        person.id,
        `${person.role.padEnd(10)}  ${person.name}`,
      ])
      const add = `chartwright users add --name "…" --role learner${sameData(io, where)}`
      if (rows.length === 0) io.stderr(`Nobody yet. Add somebody: ${add}\n`)
      else io.stdout(`${columns(rows).join('\n')}\n`)
      return EXIT.fine
    }
    if (!('person' in answer)) throw new Error('The service answered something else than was asked.')
    io.stderr(`${answer.person.name} (${answer.person.role}, ${answer.person.id}) signs in once, within a day, with:\n`)
    io.stdout(`${url}${answer.signIn}\n`)
    return EXIT.fine
  },
})
