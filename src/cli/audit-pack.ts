import type { Running } from '../service/data-folder.ts'
import { atRest, ownCredentials } from './at-rest.ts'
import { type DataOptions, folderOf, openAlone } from './data.ts'
import { EXIT } from './exit-codes.ts'
import type { Io } from './io.ts'
import { PLAYER_MISSING, readPlayer } from './player-files.ts'

/** Hundreds of certificates may have to be drawn. */
const PATIENCE_MILLISECONDS = 60_000

export interface PackWanted {
  readonly learner: string
  readonly credential: string
  readonly cycle?: string
}

export type MadePack = { readonly name: string; readonly zip: Uint8Array } | { readonly wrong: string }

/**
 * Has the service that runs on the data folder make an audit pack, or makes it from the database itself. Says why where
 * that cannot be and answers the exit code.
 */
export async function makeAuditPack(io: Io, options: DataOptions, wanted: PackWanted): Promise<MadePack | number> {
  const { readRunning } = await import('../service/data-folder.ts')
  const folder = folderOf(io, options)
  const running = readRunning(folder)
  const through = running === undefined ? undefined : await askRunning(running, wanted)
  if (through !== undefined) return through
  const player = readPlayer()
  if (player === undefined) {
    io.stderr(`chartwright: ${PLAYER_MISSING}\n`)
    return EXIT.io
  }
  const opened = await openAlone(io, options)
  if (typeof opened === 'number') return opened
  const [{ auditPack }, { notePack }, { OPERATOR }, { readPageStyle }, { loadCredentials }] = await Promise.all([
    import('../service/audit-pack/pack.ts'),
    import('../service/audit-pack/note.ts'),
    import('../service/staff/by.ts'),
    import('../service/pages/style.ts'),
    import('../validation/credential-files.ts'),
  ])
  const { store, config } = opened
  try {
    const packer = {
      ...(await atRest(io, config)),
      store,
      credentials: loadCredentials(ownCredentials(folder)).credentials,
      player,
      pageStyle: readPageStyle(),
    }
    const made = await auditPack(packer, wanted)
    if (!('wrong' in made)) await notePack(store, io.now(), OPERATOR, wanted)
    return made
  } finally {
    await store.close()
  }
}

/** Undefined when nothing that is this service answers. */
async function askRunning({ url, operatorKey }: Running, wanted: PackWanted): Promise<MadePack | undefined> {
  const query = new URLSearchParams({ ...wanted })
  let response: Response
  try {
    const { AUDIT_PACK_PATH } = await import('../service/audit-pack/api.ts')
    response = await fetch(`${url}${AUDIT_PACK_PATH}?${query.toString()}`, {
      headers: { authorization: `Bearer ${operatorKey}` },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    })
  } catch {
    return undefined
  }
  if (response.status === 200) {
    const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    return { name: name ?? 'audit-pack.zip', zip: new Uint8Array(await response.arrayBuffer()) }
  }
  const body: unknown = await response.json().catch(() => undefined)
  const says = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined
  return { wrong: typeof says === 'string' ? says : `The service answered ${response.status}.` }
}
