import { expect, test } from 'vitest'
import { BackupError, backupLines } from '../../src/storage/backup.ts'
import { tables } from '../../src/storage/migrate.ts'
import { openSnapshot, openStore, restore } from '../../src/storage/open.ts'
import { agent, onEveryDatabase, statement, voiding } from './databases.ts'

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}
const silent = (): void => undefined
const made = { now: () => 5000, uuid: () => 'another' }

onEveryDatabase((place) => {
  const linesOf = async (url: string): Promise<string[]> => {
    const snapshot = await openSnapshot(url)
    const lines: string[] = []
    try {
      for await (const line of backupLines(snapshot, 7, silent)) {
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
    expect(await restore(url, each(lines), () => 1)).toBe(lines.length - names.length - 2)
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
    for await (const line of backupLines(snapshot, 7, silent)) again.push(line)
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
    for await (const line of backupLines(snapshot, 7, silent)) lines.push(line)
    await snapshot.close()
    await restore(place.url().replace('store.db', 'target.db'), each(lines), () => 1).catch((error: unknown) => {
      if (!place.url().startsWith('postgres')) throw error
    })
    if (place.url().startsWith('postgres')) {
      expect(await place.store().statements.definition('http://example.com/x')).toBe('{"name":{"en":"X"}}')
      expect((await place.store().documents.get({ resource: 'agent-profile', agent: 'b', id: 'c' }))?.content).toEqual(
        new Uint8Array([0, 255]),
      )
    }
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
    await expect(restore(url, each(spoil(lines)), () => 1)).rejects.toThrow(BackupError)
    await expect(restore(url, each(spoil(lines)), () => 1)).rejects.toThrow(words)
    const store = await openStore(url, made)
    expect(await store.learners.all()).toEqual([])
    expect(await store.statements.last()).toEqual({ seq: 0, stored: 0 })
    await store.close()
  })

  test('nothing is restored over data that is there', async () => {
    await fill()
    const lines = await linesOf(place.url())
    const url = `sqlite:${place.folder()}/restored.db`
    await restore(url, each(lines), () => 1)
    await expect(restore(url, each(lines), () => 1)).rejects.toThrow('holds data already')
  })
})
