import { expect, test } from 'vitest'
import { BackupError, backupLines, type KeepFile, type Source } from '../../src/storage/backup.ts'
import { sha256 } from '../../src/storage/canonical.ts'
import { tables } from '../../src/storage/migrate.ts'
import { openSnapshot, openStore, restore } from '../../src/storage/open.ts'
import type { Snapshot } from '../../src/storage/snapshot.ts'
import { agent, onEveryDatabase, statement, voiding } from './databases.ts'

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}
const silent = (): void => undefined
const withoutFiles = (snapshot: Snapshot): Source => ({ snapshot, file: async () => undefined, missing: silent })

/** A place for files beside a database, and what restoring there takes. */
function into(files = new Map<string, Uint8Array>()) {
  const keep: KeepFile = async (content) => {
    const pieces: Uint8Array[] = []
    for await (const piece of content) pieces.push(piece)
    const bytes = new Uint8Array(Buffer.concat(pieces))
    files.set(sha256(bytes), bytes)
    return { sha256: sha256(bytes) }
  }
  return { now: () => 1, keep }
}
const made = { now: () => 5000, uuid: () => 'another' }

onEveryDatabase((place) => {
  const linesOf = async (url: string): Promise<string[]> => {
    const snapshot = await openSnapshot(url)
    const lines: string[] = []
    try {
      for await (const line of backupLines(withoutFiles(snapshot), 7, silent)) {
        lines.push(line)
        // Whoever writes meanwhile is neither held up nor backed up.
        if (lines.length === 2) await place.store().statements.add([statement({ actor: agent('late') })])
      }
    } finally {
      await snapshot.close()
    }
    return lines
  }
  const fill = async (): Promise<void> => {
    const store = place.store()
    await store.learners.add({ id: 'ada', name: 'Zoë Ωmega', role: 'learner', created: 1 })
    await store.documents.put(
      { resource: 'state', activity: 'a', agent: 'b', id: 'c' },
      { type: 'x/y', content: new Uint8Array([0, 255, 10]), at: 3 },
    )
    const target = statement({ attachments: [{ sha2: 'aa' }], context: { registration: 'r' } })
    await store.statements.add(
      [target, voiding(target.id)],
      [{ sha2: 'aa', type: 'text/plain', content: new Uint8Array([1, 0, 2]) }],
    )
  }

  test('a backup made while others write is restored into the other kind of database, byte for byte', async () => {
    await fill()
    const before = await place.store().statements.find({ limit: 10, includeVoided: true })
    const lines = await linesOf(place.url())
    expect(lines.join()).not.toContain('late')
    const names = lines.flatMap((line) => /^\{"table":"(\w+)"/.exec(line)?.[1] ?? [])
    expect(names).toEqual(tables().map(({ name }) => name))

    const url = `sqlite:${place.folder()}/restored.db`
    expect((await restore(url, each(lines), into())).rows).toBe(lines.length - names.length - 2)
    const restored = await openStore(url, made)
    expect([restored.instance, restored.secret]).toEqual([place.store().instance, place.store().secret])
    expect(await restored.statements.find({ limit: 10, includeVoided: true })).toEqual(before)
    expect((await restored.statements.attachments(['aa']))[0]?.content).toEqual(new Uint8Array([1, 0, 2]))
    expect((await restored.learners.get('ada'))?.name).toBe('Zoë Ωmega')
    const document = await restored.documents.get({ resource: 'state', activity: 'a', agent: 'b', id: 'c' })
    expect(document?.content).toEqual(new Uint8Array([0, 255, 10]))
    // It goes on where it was.
    await restored.statements.add([statement()])
    expect((await restored.statements.last()).seq).toBe(3)
    await restored.close()
    const again: string[] = []
    const snapshot = await openSnapshot(url)
    for await (const line of backupLines(withoutFiles(snapshot), 7, silent)) again.push(line)
    await snapshot.close()
    expect(again.slice(0, 5)).toEqual(lines.slice(0, 5))
  })

  test('is restored into this kind of database too', async () => {
    const source = `sqlite:${place.folder()}/source.db`
    const store = await openStore(source, made)
    const sent = statement({ object: { id: 'http://example.com/x', definition: { name: { en: 'X' } } } })
    await store.statements.add([sent])
    await store.documents.put(
      { resource: 'agent-profile', agent: 'b', id: 'c' },
      { type: 'x/y', content: new Uint8Array([0, 255]), at: 3 },
    )
    await store.close()
    const lines: string[] = []
    const snapshot = await openSnapshot(source)
    for await (const line of backupLines(withoutFiles(snapshot), 7, silent)) lines.push(line)
    await snapshot.close()
    await restore(place.url().replace('store.db', 'target.db'), each(lines), into()).catch((error: unknown) => {
      if (!place.url().startsWith('postgres')) throw error
    })
    if (place.url().startsWith('postgres')) {
      expect(await place.store().statements.definition('http://example.com/x')).toBe('{"name":{"en":"X"}}')
      expect((await place.store().documents.get({ resource: 'agent-profile', agent: 'b', id: 'c' }))?.content).toEqual(
        new Uint8Array([0, 255]),
      )
    }
  })

  test('files of packages are in it, each once, however large; what is not there is told', async () => {
    const files = new Map([new Uint8Array(200_000).fill(7), new Uint8Array()].map((bytes) => [sha256(bytes), bytes]))
    const [large = '', empty = ''] = files.keys()
    const damaged = sha256(new Uint8Array([1]))
    const gone = sha256(new Uint8Array([2]))
    const course = (id: string, paths: Readonly<Record<string, string>>) =>
      place.store().cmi5.addCourse(
        { id, imported: 1, structure: [] },
        Object.entries(paths).map(([path, hash]) => ({ path, sha256: hash, bytes: 1 })),
      )
    await course('a', { large, empty, damaged })
    await course('b', { large, gone })
    const missing: string[] = []
    const lines: string[] = []
    const snapshot = await openSnapshot(place.url())
    const source: Source = {
      snapshot,
      file: async (hash) => {
        const bytes = hash === damaged ? new Uint8Array([9]) : files.get(hash)
        return bytes && new Blob([bytes]).stream()
      },
      missing: (hash) => missing.push(hash),
    }
    for await (const line of backupLines(source, 7, silent)) lines.push(line)
    await snapshot.close()
    expect(missing.sort()).toEqual([damaged, gone].sort())
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(70_000)

    const url = `sqlite:${place.folder()}/restored.db`
    const kept = new Map<string, Uint8Array>()
    expect(await restore(url, each(lines), into(kept))).toMatchObject({ files: 2, missing: 2 })
    expect(kept.get(large)).toEqual(files.get(large))
    expect(kept.has(empty)).toBe(true)
    const cut = lines.slice(0, lines.findIndex((line) => line.startsWith('{"piece"')) + 1)
    const elsewhere = `sqlite:${place.folder()}/cut.db`
    await expect(restore(elsewhere, each(cut), into())).rejects.toThrow('cut off')
    await expect(restore(elsewhere, each([...cut, '{"file":"x"}']), into())).rejects.toThrow('changed or damaged')
  })

  test.each([
    ['cut off', (lines: string[]) => lines.slice(0, -1), 'cut off'],
    ['changed', (lines: string[]) => lines.map((line) => line.replace('Zoë', 'Eve')), 'changed or damaged'],
    ['not a backup', () => ['{"statements":[]}'], 'not a backup'],
    ['not JSON', (lines: string[]) => [...lines.slice(0, 3), 'oops'], 'neither a row nor the name of a table'],
    [
      'of another layout',
      (lines: string[]) => [(lines[0] ?? '').replace('0001', '0009'), ...lines.slice(1)],
      'another layout',
    ],
    ['with something behind', (lines: string[]) => [...lines, '{}'], 'behind the end'],
  ])('one that is %s is refused, and nothing of it is there', async (_, spoil, words) => {
    await fill()
    const lines = await linesOf(place.url())
    const url = `sqlite:${place.folder()}/restored.db`
    await expect(restore(url, each(spoil(lines)), into())).rejects.toThrow(BackupError)
    await expect(restore(url, each(spoil(lines)), into())).rejects.toThrow(words)
    const store = await openStore(url, made)
    expect(await store.learners.all()).toEqual([])
    expect(await store.statements.last()).toEqual({ seq: 0, stored: 0 })
    await store.close()
  })

  test('nothing is restored over data that is there', async () => {
    await fill()
    const lines = await linesOf(place.url())
    const url = `sqlite:${place.folder()}/restored.db`
    await restore(url, each(lines), into())
    await expect(restore(url, each(lines), into())).rejects.toThrow('holds data already')
  })
})
