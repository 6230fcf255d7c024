import { compareText } from '../../problems/problem.ts'
import { identityKey } from '../agent-key.ts'
import type { Identities } from '../credit.ts'
import { openClaim } from './award-claims.ts'
import { type Access, all, get, run, type Work } from './query.ts'
import { integer, text } from './row.ts'

export const identitiesOn = ({ read, serially }: Access): Identities => ({
  add: (written, learner) =>
    serially(function* () {
      const agent = identityKey(written)
      const known = yield* learnerOf(agent)
      if (known !== undefined) return known === learner
      yield* run('INSERT INTO identities (agent, learner) VALUES (?, ?)', agent, learner)
      const row = yield* get('SELECT seq FROM sequence')
      yield* openClaim({ kind: 'identity', reference: agent, seq: row === undefined ? 0 : integer(row, 'seq') })
      return true
    }),
  learnerOf: (agent) => read(() => learnerOf(agent)),
  ofLearner: (learner) =>
    read(function* () {
      const rows = yield* all('SELECT agent FROM identities WHERE learner = ?', learner)
      return rows.map((row) => text(row, 'agent')).sort(compareText)
    }),
})

function* learnerOf(agent: string): Work<string | undefined> {
  const row = yield* get('SELECT learner FROM identities WHERE agent = ?', identityKey(agent))
  return row && text(row, 'learner')
}
