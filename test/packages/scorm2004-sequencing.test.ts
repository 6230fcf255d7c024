import * as scormAgain from 'scorm-again'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { partOf } from '../../src/model/part.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { fourthEdition, thirdEdition } from '../../src/packages/scorm2004/edition.ts'
import { manifest } from '../../src/packages/scorm2004/manifest.ts'
import type { XmlElement } from '../../src/packages/xml.ts'
import type { Scorm2004Api } from '../../src/player/drivers/scorm/scorm2004-api.ts'
import { fakeWindow, type Sitting, study, takeExam } from '../player/scorm12-sitting.ts'
import { sit } from '../player/scorm2004-sitting.ts'
import { compiledFixture } from '../support/compiled.ts'

/**
 * scorm-again sequences the activities of our manifest, played by our driver. It does not read manifests, so what the
 * manifest says is handed to it here, word for word.
 */
interface Sequencer extends Scorm2004Api {
  processNavigationRequest(request: string, target?: string): boolean
  getActivityTrackingData(id: string): {
    readonly completionStatus: string
    readonly successStatus: string
    readonly score: number | null
  } | null
  readonly cmi: unknown
  loadFromJSON(json: unknown): void
  reset(): void
}
const Sequencer = Reflect.get(scormAgain, 'Scorm2004API') as new (settings: object) => Sequencer

beforeAll(() => {
  // It tells each delivery to the console.
  vi.spyOn(console, 'debug').mockReturnValue(undefined)
})

const nodes = ({ children = [] }: XmlElement): readonly XmlElement[] => (typeof children === 'string' ? [] : children)
const all = (element: XmlElement, name: string): XmlElement[] => nodes(element).filter((one) => one.name === name)
const inside = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((at, name) => (at === undefined ? undefined : all(at, name)[0]), element)

/** Attributes as the values they stand for. */
const values = (element: XmlElement | undefined): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(element?.attributes ?? {}).map(([name, text]) => [
      name,
      text === 'true' || text === 'false' ? text === 'true' : /^[\d.]+$/.test(text) ? Number(text) : text,
    ]),
  )

function activity(element: XmlElement): object {
  const sequencing = inside(element, 'imsss:sequencing')
  const rollup = inside(sequencing, 'imsss:rollupRules')
  const id = element.attributes?.identifier ?? ''
  return {
    id,
    title: inside(element, 'title')?.children,
    sequencingControls: { ...values(inside(sequencing, 'imsss:controlMode')), ...values(rollup) },
    deliveryControls: values(inside(sequencing, 'imsss:deliveryControls')),
    completionThreshold: values(inside(element, 'adlcp:completionThreshold')),
    primaryObjective: { objectiveID: `primary-${id}`, isPrimary: true, satisfiedByMeasure: false },
    rollupRules: {
      rules: (rollup === undefined ? [] : all(rollup, 'imsss:rollupRule')).map((rule) => ({
        consideration: rule.attributes?.childActivitySet,
        action: inside(rule, 'imsss:rollupAction')?.attributes?.action,
        conditionCombination: inside(rule, 'imsss:rollupConditions')?.attributes?.conditionCombination,
        conditions: nodes(inside(rule, 'imsss:rollupConditions') ?? rule).map((condition) => values(condition)),
      })),
    },
    children: all(element, 'item').map(activity),
  }
}

const minimal = compiledFixture('minimal')
const [exam] = minimal.exams
if (exam === undefined) throw new Error('the fixture has an exam')
/** A second exam, which nothing asks for. */
const course: CompiledCourse = { ...minimal, exams: [exam, { ...exam, id: 'practice', title: 'Practice' }] }

function sequencer(played: CompiledCourse, edition = fourthEdition): Sequencer {
  const organization = inside(manifest(played, edition, 'multi', []), 'organizations', 'organization')
  if (organization === undefined) throw new Error('no organization')
  return new Sequencer({
    autocommit: false,
    logLevel: 5,
    sequencing: { activityTree: activity(organization) },
  })
}

const records = new WeakMap<Sequencer, Map<string, string>>()

/** Opens a part by the menu of the LMS, which kept its record from the last time, does something in it, and leaves it. */
async function play(api: Sequencer, played: CompiledCourse, part: string, act: (sitting: Sitting) => void) {
  expect(api.processNavigationRequest('choice', `sco-${part}`)).toBe(true)
  const kept = records.get(api) ?? new Map<string, string>()
  records.set(api, kept)
  const before = kept.get(part)
  if (before !== undefined) {
    // It makes the objectives of the activity itself, and refuses to load them on top.
    const { objectives: _, ...record } = JSON.parse(before) as Record<string, unknown>
    api.loadFromJSON(record)
  }
  const sitting = await sit(partOf(played, part) ?? played, fakeWindow({ API_1484_11: api }))
  act(sitting)
  await sitting.wait(60)
  expect(sitting.session.saveStatus()).toMatchObject({ kind: 'saved' })
  sitting.session.leave()
  kept.set(part, JSON.stringify(api.cmi))
  api.reset()
}

const status = (api: Sequencer, id: string): unknown[] => {
  const data = api.getActivityTrackingData(id)
  return [data?.completionStatus, data?.successStatus]
}

describe.each([thirdEdition, fourthEdition])('$name', (edition) => {
  test('the course is completed and passed when its parts are, and the practice exam does not matter', async () => {
    const api = sequencer(course, edition)
    const root = (): unknown[] => {
      expect(status(api, 'org-minimal')).toEqual(status(api, 'item-minimal'))
      return status(api, 'item-minimal')
    }
    expect(api.processNavigationRequest('start')).toBe(true)
    await play(api, course, 'module-basics', study)
    expect(root()).toEqual(['incomplete', 'unknown'])
    await play(api, course, 'exam-final', (sitting) => takeExam(sitting, 2))
    expect(root()).toEqual(['incomplete', 'failed'])
    await play(api, course, 'module-sequencing', study)
    expect(root()).toEqual(['incomplete', 'failed'])
    await play(api, course, 'exam-practice', (sitting) => takeExam(sitting, 8))
    expect(root()).toEqual(['incomplete', 'failed'])
    await play(api, course, 'exam-final', (sitting) => takeExam(sitting, 8))
    expect(root()).toEqual(['completed', 'passed'])
    expect(api.getActivityTrackingData('item-minimal')?.score).toBe(1)
    await play(api, course, 'module-basics', () => undefined)
    expect(root()).toEqual(['completed', 'passed'])
  })
})

test('a course without an exam is completed by its modules and never passed', async () => {
  const plain: CompiledCourse = { ...minimal, exams: [], completion: { sections: 100, checks: 'answered' } }
  const api = sequencer(plain)
  expect(api.processNavigationRequest('start')).toBe(true)
  await play(api, plain, 'module-basics', study)
  expect(status(api, 'org-minimal')).toEqual(['incomplete', 'unknown'])
  await play(api, plain, 'module-sequencing', study)
  expect(status(api, 'org-minimal')).toEqual(['completed', 'unknown'])
})
