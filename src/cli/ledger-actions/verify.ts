import type { CreditCheck } from '../../storage/credit-check.ts'
import { EXIT } from '../exit-codes.ts'
import { counted } from '../report-words.ts'
import { type LedgerAction, withSnapshot } from './action.ts'

/** `<line>:<hash>`, as `verify` prints it. */
const HEAD = /^(\d{1,15}):([0-9a-f]{64})$/

export const verify: LedgerAction = {
  usage: '',
  summary: 'Recompute every hash, and compare certificates and files with the ledger',
  missing: '',
  run: async (io, options) => {
    const [, seq, hash] = HEAD.exec(options.head ?? '') ?? []
    if (options.head !== undefined && (seq === undefined || hash === undefined)) {
      io.stderr('chartwright: --head is written <line>:<hash>, as an earlier verify printed it.\n')
      return EXIT.usage
    }
    return withSnapshot(io, options, async (snapshot) => {
      const { checkCredit, MOST_FAULTS } = await import('../../storage/credit-check.ts')
      const known = seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash }
      const check = await checkCredit(snapshot, known)
      const whole = check.faults.length === 0
      if (options.format === 'json') io.stdout(`${JSON.stringify({ whole, ...check })}\n`)
      else {
        for (const { message } of check.faults) io.stdout(`✗ ${message}\n`)
        if (check.faults.length === MOST_FAULTS) io.stdout(`✗ There may be more than these ${MOST_FAULTS}.\n`)
        if (whole) io.stdout(`${wholeText(check)}\n`)
        else io.stderr(`chartwright: The ledger is not as it was written. ${lastGood(check)}\n`)
      }
      return whole ? EXIT.fine : EXIT.problems
    })
  },
}

const wholeText = ({ entries, certificates, files, head }: CreditCheck): string =>
  `✓ ${counted(entries, 'line')}, ${counted(certificates, 'certificate')} and ${counted(files, 'file')} are as they were written.
Head: ${entries}:${head}
Keep the head somewhere else: --head with it proves later that nothing up to there was written anew.`

const lastGood = ({ entries }: CreditCheck): string =>
  entries === 0
    ? 'Restore a backup, and compare.'
    : `The chain is whole up to line ${entries}. Restore a backup elsewhere, and compare.`
