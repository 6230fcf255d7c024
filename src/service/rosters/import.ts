import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { addPerson, certificateName } from '../auth/people.ts'
import { issueAward } from '../awards/issue.ts'
import { type By, note, type World, type Wrong } from '../staff/by.ts'
import { signingTransaction } from '../staff/transaction.ts'
import type { RosterAsked, RosterFile } from './asked.ts'
import type { Claim } from './claims.ts'
import { keysOf } from './people.ts'
import { type Planned, type Preview, planRoster } from './preview.ts'

export interface Credited {
  readonly line: number
  readonly learner: string
  readonly entry: string
  readonly certificate: string
}

export interface Imported {
  readonly preview: Preview
  /** Lines that credit was given for. */
  readonly credited: readonly Credited[]
  /** Ids of the people who were added. */
  readonly created: readonly string[]
}

/**
 * Gives the credit of every line that is in order, all of it or nothing, and keeps the file it stands on. The rest of the
 * lines is passed over: the preview says why. A second time nothing is written, because everybody has the award by then.
 */
export async function importRoster(
  store: Store,
  world: World,
  file: RosterFile,
  asked: RosterAsked,
  by: By,
): Promise<Imported | Wrong> {
  return signingTransaction(store, async (tx) => {
    const planned = await planRoster(tx, world, file, asked, by.who)
    if ('wrong' in planned) return planned
    const { preview, claims } = planned
    const credited: Credited[] = []
    const created: string[] = []
    for (const line of preview.lines) {
      if (line.kind !== 'credit' && line.kind !== 'create') continue
      const claim = claims.get(line.line) ?? { line: line.line }
      const person = line.kind === 'credit' ? await tx.learners.get(line.learner) : await added(tx, world, claim)
      if (person === undefined) throw new Error(`line ${line.line} is about nobody`)
      if (line.kind === 'create') created.push(person.id)
      await link(tx, person, claim, asked)
      const issued = await give(tx, world, planned, { person, line, by })
      if (issued !== undefined) {
        credited.push({ line: line.line, learner: person.id, entry: issued.entry.id, certificate: issued.number })
      }
    }
    if (credited.length === 0) return { preview, credited, created }
    const at = world.now()
    const { name, sha256 } = preview.file
    await tx.files.put({ sha256, type: 'text/csv', name, content: file.content, at })
    const { course, award } = preview
    await note(tx, at, by, 'roster-import', { file: sha256, course, award, credited: credited.length, created })
    return { preview, credited, created }
  })
}

async function added(store: Store, world: World, { name = '' }: Claim): Promise<Learner | undefined> {
  const checked = certificateName(name)
  return 'wrong' in checked ? undefined : addPerson({ ...world, store }, checked.name, 'learner')
}

/** What the file knows the person by is kept, so that the next file finds them and statements of the LMS do. */
async function link(store: Store, { id }: Learner, claim: Claim, { system }: RosterAsked): Promise<void> {
  for (const key of keysOf(claim, system)) {
    if ((await store.identities.learnerOf(key)) === undefined) await store.identities.add(key, id)
  }
}

const give = (
  store: Store,
  world: World,
  { preview, target: { course, award } }: Planned,
  { person, line, by }: { readonly person: Learner; readonly line: Earning; readonly by: By },
): ReturnType<typeof issueAward> =>
  issueAward(store, world, {
    course,
    award,
    learner: person,
    // A roster has no registrations: the day tells a further completion from those before it.
    registration: line.kind === 'credit' && line.again !== undefined ? line.completedOn : undefined,
    completedOn: line.completedOn,
    source: 'roster',
    exam: undefined,
    evidence: { statements: [], roster: { sha256: preview.file.sha256, line: line.line } },
    recordedBy: by.who,
    reason: by.reason,
  })

type Earning = Extract<Preview['lines'][number], { readonly kind: 'credit' | 'create' }>
