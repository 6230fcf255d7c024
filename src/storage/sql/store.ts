import { sha256 } from '../canonical.ts'
import type { Store } from '../store.ts'
import { awardClaimsOn } from './award-claims.ts'
import { certificatesOn } from './certificates.ts'
import { cmi5On } from './cmi5.ts'
import { type Dictionary, emptyDictionary, forget } from './dictionary.ts'
import { documentsOn } from './documents.ts'
import { enrolmentsOn } from './enrolments.ts'
import { filesOn } from './files.ts'
import { holdingsOn } from './holdings.ts'
import { identitiesOn } from './identities.ts'
import { keysOn } from './keys.ts'
import { learnersOn } from './learners.ts'
import { ledgerOn } from './ledger.ts'
import { type Access, type Connection, get, run } from './query.ts'
import { text } from './row.ts'
import { signingOn } from './signing.ts'
import { statementsOn } from './statements.ts'
import { addAuditLine, upkeepOn } from './upkeep.ts'

type Entities = Omit<Store, 'instance' | 'secret' | 'transaction' | 'close'>

/** The store of an open database. */
export async function storeOn(
  connection: Connection,
  { now, uuid }: { readonly now: () => number; readonly uuid: () => string },
): Promise<Store> {
  const dictionary = emptyDictionary()
  connection.whenUndone(() => forget(dictionary))
  const named = await identity(connection, uuid)
  const joined = (access: Access): Store => {
    const store: Store = {
      ...named,
      ...entities(access, dictionary, now),
      transaction: (work) => work(store),
      close: () => Promise.reject(new Error('A store cannot be closed inside a transaction')),
    }
    return store
  }
  return {
    ...named,
    ...entities(connection, dictionary, now),
    transaction: (work) => connection.exclusively((access) => work(joined(access))),
    close: connection.close,
  }
}

const entities = (access: Access, dictionary: Dictionary, now: () => number): Entities => ({
  statements: statementsOn(access, dictionary, now),
  documents: documentsOn(access),
  keys: keysOn(access),
  upkeep: upkeepOn(access),
  learners: learnersOn(access),
  enrolments: enrolmentsOn(access),
  ledger: ledgerOn(access),
  certificates: certificatesOn(access),
  holdings: holdingsOn(access),
  identities: identitiesOn(access),
  files: filesOn(access),
  signing: signingOn(access),
  claims: awardClaimsOn(access),
  cmi5: cmi5On(access),
  audit: (line) => access.serially(() => addAuditLine(line)),
})

const identity = (
  connection: Connection,
  uuid: () => string,
): Promise<{ readonly instance: string; readonly secret: string }> =>
  connection.serially(function* () {
    yield* run(
      'INSERT INTO instance (one, id, secret) VALUES (1, ?, ?) ON CONFLICT DO NOTHING',
      uuid(),
      sha256(`${uuid()}${uuid()}`),
    )
    const row = yield* get('SELECT id, secret FROM instance')
    if (row === undefined) throw new Error('The store has no instance row')
    return { instance: text(row, 'id'), secret: text(row, 'secret') }
  })
