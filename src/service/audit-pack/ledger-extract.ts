import { GENESIS, type PackFacts } from './gather.ts'
import { json, utf8 } from './manifest.ts'

/**
 * The learner's lines as they stand in the ledger, text and hashes, with the head of the whole: every hash can be
 * recomputed. Lines about other people are not in it.
 */
export const ledgerJson = ({ learner, lines, head, hashes, at }: PackFacts): Uint8Array =>
  json({
    learner: learner.id,
    asOf: new Date(at).toISOString(),
    hash: 'hex SHA-256 of: previous, a line feed, body',
    genesis: GENESIS,
    head,
    hashesOfEvery: hashes.every,
    lines: lines.map(({ seq, previous, hash, body }) => ({ seq, previous, hash, body })),
  })

/** Hashes of lines of the whole ledger, other people's among them: they say nothing of what the lines hold. */
export const hashesCsv = ({ hashes: { rows } }: PackFacts): Uint8Array =>
  utf8(['seq,hash', ...rows.map(({ seq, hash }) => `${seq},${hash}`), ''].join('\n'))
