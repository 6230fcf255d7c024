import type { Store } from '../store.ts'
import { type Access, createConnection } from './access.ts'
import { certificatesOn } from './certificates.ts'
import { documentsOn } from './documents.ts'
import { openSql, type Sql, text } from './driver.ts'
import { enrolmentsOn } from './enrolments.ts'
import { learnersOn } from './learners.ts'
import { ledgerOn } from './ledger.ts'
import { migrate } from './migrate.ts'
import { statementsOn } from './statements.ts'

export { DatabaseInUseError } from './driver.ts'
export { NewerSchemaError } from './migrate.ts'

/**
 * Opens a store in one SQLite file and brings its schema up to date. Throws DatabaseInUseError when another process
 * holds the file, NewerSchemaError when a newer version of the product wrote it.
 */
export async function openSqliteStore(options: {
  readonly path: string
  readonly now: () => number
  readonly uuid: () => string
}): Promise<Store> {
  const sql = openSql(options.path)
  try {
    migrate(sql, options.now())
    const instance = instanceOf(sql, options.uuid)
    const connection = createConnection(sql)
    const joined = (access: Access): Store => {
      const store: Store = {
        instance,
        ...entities(access),
        transaction: (work) => work(store),
        close: () => Promise.reject(new Error('A store cannot be closed inside a transaction')),
      }
      return store
    }
    return {
      instance,
      ...entities(connection),
      transaction: (work) => connection.exclusively((access) => work(joined(access))),
      close: () => connection.read(() => sql.close()),
    }
  } catch (error) {
    sql.close()
    throw error
  }
}

const entities = (access: Access): Omit<Store, 'instance' | 'transaction' | 'close'> => ({
  statements: statementsOn(access),
  documents: documentsOn(access),
  learners: learnersOn(access),
  enrolments: enrolmentsOn(access),
  ledger: ledgerOn(access),
  certificates: certificatesOn(access),
})

function instanceOf(sql: Sql, uuid: () => string): string {
  sql.run('INSERT INTO instance (one, id) VALUES (1, ?) ON CONFLICT DO NOTHING', uuid())
  const row = sql.get('SELECT id FROM instance')
  if (row === undefined) throw new Error('The store has no instance row')
  return text(row, 'id')
}
