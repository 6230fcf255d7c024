import type { Learner } from '../storage/records.ts'
import { addPerson, type Maker, signInPath } from './auth/people.ts'

const PEOPLE = [
  { name: 'Demo Learner', role: 'learner' },
  { name: 'Demo Instructor', role: 'instructor' },
] as const satisfies readonly Pick<Learner, 'name' | 'role'>[]

export interface DemoLink {
  readonly name: string
  /** Path of a link that signs them in once. */
  readonly path: string
}

/** Makes the two demo people where they are missing, and a fresh one-time link for each. Only demo mode calls this. */
export async function seedDemo(maker: Maker): Promise<readonly DemoLink[]> {
  const known = await maker.store.learners.all()
  const links: DemoLink[] = []
  for (const { name, role } of PEOPLE) {
    const person =
      known.find((found) => found.name === name && found.role === role) ?? (await addPerson(maker, name, role))
    links.push({ name, path: await signInPath(maker, person.id) })
  }
  return links
}
