// Statements as an LMS sends them, the same on every machine: about 1.3 kB each, one actor, one activity with its
// definition, three activities of the context. Every actor has about 50 of them, whatever their number.
export const AUTHORITY = { objectType: 'Agent', account: { homePage: 'https://lms.example', name: 'bench' } }
const VERBS = ['experienced', 'answered', 'completed', 'passed', 'failed', 'progressed', 'interacted', 'attempted']
const ACTIVITIES = 2_000
const COURSES = 40
const PER_ACTOR = 50

/** A small generator of random numbers (mulberry32): same seed, same numbers. */
export function random(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const hex = (number, length) => number.toString(16).padStart(length, '0')
export const idOf = (number, space = 0) => `${hex(space, 8)}-0000-4000-8000-${hex(number, 12)}`
export const actorOf = (number) => ({
  objectType: 'Agent',
  name: `Learner Number ${number}`,
  account: { homePage: 'https://lms.example', name: `learner-${number}` },
})
export const verbOf = (number) => `http://adlnet.gov/expapi/verbs/${VERBS[number % VERBS.length]}`
export const activityOf = (number) => `https://courses.example/activities/section-${number % ACTIVITIES}`
export const courseOf = (number) => `https://courses.example/courses/course-${number % COURSES}`

/** What the world of a store of so many statements holds. */
export const worldOf = (size) => ({
  size,
  actors: Math.max(20, Math.floor(size / PER_ACTOR)),
  activities: ACTIVITIES,
  courses: COURSES,
  verbs: VERBS.length,
})

/** Statement `number` of a world; `space` keeps the ids of several runs apart. */
export function statement(world, number, space = 0) {
  const next = random(number * 31 + space)
  const pick = (most) => Math.floor(next() * most)
  const activity = pick(world.activities)
  const course = activity % world.courses
  return {
    id: idOf(number, space),
    actor: actorOf(pick(world.actors)),
    verb: { id: verbOf(activity + pick(2)), display: { 'en-US': VERBS[activity % VERBS.length] } },
    object: {
      id: activityOf(activity),
      definition: {
        type: 'http://adlnet.gov/expapi/activities/lesson',
        name: { 'en-US': `Section ${activity}` },
        description: { 'en-US': 'Sequencing of codes, with the guidelines that decide it and worked examples.' },
      },
    },
    result: {
      score: { scaled: pick(100) / 100, raw: pick(100), min: 0, max: 100 },
      success: true,
      duration: 'PT2M31S',
    },
    context: {
      registration: idOf(pick(world.actors), 0xfeed),
      platform: 'Example LMS',
      language: 'en-US',
      contextActivities: {
        parent: [{ id: `${courseOf(course)}/module-${course % 7}` }],
        grouping: [{ id: courseOf(course), definition: { name: { 'en-US': `Course ${course}` } } }],
        category: [{ id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' }],
      },
      extensions: { 'https://lms.example/extensions/session': idOf(number, 0xabcd), 'https://lms.example/attempt': 1 },
    },
    timestamp: new Date(1_700_000_000_000 + number * 1000).toISOString(),
  }
}
