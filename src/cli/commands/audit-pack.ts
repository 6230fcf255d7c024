import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { makeAuditPack } from '../audit-pack.ts'
import { command, wrongUsage } from '../command.ts'
import { dataOptions } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import { printable } from '../printable.ts'

const RETRY = 'Try: chartwright audit-pack --help'

export const auditPacks = command({
  name: 'audit-pack',
  summary: 'Put everything about one learner, credential and cycle into a zip that anyone can check offline.',
  usage: '<learner> --credential <id> [--cycle <date>] [--out <file.zip>]',
  positionals: true,
  options: {
    credential: { type: 'string', value: '<id>', summary: 'Which of their credentials' },
    cycle: { type: 'string', value: '<date>', summary: 'Any day of the cycle (default: today)' },
    out: {
      type: 'string',
      value: '<file>',
      summary: 'Where to write it (default: audit-pack-<credential>-<cycle start>.zip)',
    },
    ...dataOptions,
  },
  notes: [
    'README.txt in the zip says how to check it without Chartwright. More: docs/audit-pack.md',
    'An existing file is never overwritten. The audit log records that a pack was made.',
    'Examples\n' +
      '  chartwright audit-pack <learner> --credential ahima-ccs\n' +
      '  chartwright audit-pack <learner> --credential ahima-ccs --cycle 2024-06-30 --out pack.zip',
  ],
  run: async ({ credential, cycle, out, data, database }, [learner, ...more], io) => {
    if (learner === undefined) {
      return wrongUsage(io, 'Say which learner it is about.', 'chartwright users list shows the ids.')
    }
    if (more[0] !== undefined) return wrongUsage(io, `${more[0]} means nothing here.`, RETRY)
    if (credential === undefined) {
      return wrongUsage(io, 'Say which credential it is about: --credential.', 'Such as --credential ahima-ccs.')
    }
    const where = { ...(data === undefined ? {} : { data }), ...(database === undefined ? {} : { database }) }
    const wanted = { learner, credential, ...(cycle === undefined ? {} : { cycle }) }
    const made = await makeAuditPack(io, where, wanted)
    if (typeof made === 'number') return made
    if ('wrong' in made) {
      io.stderr(`chartwright: ${printable(made.wrong)}\n`)
      return EXIT.problems
    }
    const file = resolve(io.cwd, out ?? made.name)
    writeFileSync(file, made.zip, { flag: 'wx', mode: 0o600 })
    io.stdout(`${file}\n`)
    return EXIT.fine
  },
})
