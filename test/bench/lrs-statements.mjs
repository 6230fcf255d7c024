// Statements as an LMS sends them, the same on every machine: about 1.3 kB each, one actor, one activity with its
// definition, three activities of the context. What is read fills its page at every size, so that a larger store does not
// answer larger pages: every actor and registration has about 50 statements, every activity 100 or more.
export const AUTHORITY = { objectType: 'Agent', account: { homePage: 'https://lms.example', name: 'bench' } }
const VERBS = ['experienced', 'answered', 'completed', 'passed', 'failed', 'progressed', 'interacted', 'attempted']
const MOST_ACTIVITIES = 2_000
const PER_ACTIVITY = 100
const COURSES = 40
const PER_ACTOR = 50
/** Statements of each unusual pair of verb and activity, whatever the size of the store. */
const UNUSUAL = 40
/** One statement of so many is about the front page, where every visit begins. */
const FRONT = 8

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
export const activityOf = (number) => `https://courses.example/activities/section-${number}`
export const courseOf = (number) => `https://courses.example/courses/course-${number % COURSES}`

const nameOf = (iri) => iri.slice(iri.lastIndexOf('/') + 1)

/** Verbs and activities of which many, or a few, statements are. */
export const COMMON_VERB = verbOf(0)
export const RARE_VERB = 'http://adlnet.gov/expapi/verbs/waived'
export const COMMON_ACTIVITY = 'https://courses.example/activities/front-page'
export const RARE_ACTIVITY = 'https://courses.example/activities/imprint'

/** The last is of two that many statements have, but hardly any both. */
export const UNUSUAL_PAIRS = [
  { verb: COMMON_VERB, activity: RARE_ACTIVITY },
  { verb: RARE_VERB, activity: COMMON_ACTIVITY },
  { verb: COMMON_VERB, activity: COMMON_ACTIVITY },
]

/** What the world of a store of so many statements holds. */
export const worldOf = (size) => ({
  size,
  actors: Math.max(20, Math.floor(size / PER_ACTOR)),
  activities: Math.max(20, Math.min(MOST_ACTIVITIES, Math.floor(size / PER_ACTIVITY))),
  courses: COURSES,
  verbs: VERBS.length,
})

/** Statement `number` of a world; `space` keeps the ids of several runs apart. */
export function statement(world, number, space = 0) {
  const next = random(number * 31 + space)
  const pick = (most) => Math.floor(next() * most)
  const actor = pick(world.actors)
  const activity = pick(world.activities)
  const course = activity % world.courses
  const said = saidOf(world, number, activity, pick(2))
  return {
    id: idOf(number, space),
    actor: actorOf(actor),
    verb: { id: said.verb, display: { 'en-US': nameOf(said.verb) } },
    object: {
      id: said.activity,
      definition: {
        type: 'http://adlnet.gov/expapi/activities/lesson',
        name: { 'en-US': nameOf(said.activity) },
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

/** Its verb and activity. The unusual ones are spread evenly over a store of the world's size. */
function saidOf(world, number, activity, other) {
  const apart = Math.max(1, Math.floor(world.size / (UNUSUAL * UNUSUAL_PAIRS.length)))
  if (number % apart === 0) return UNUSUAL_PAIRS[(number / apart) % UNUSUAL_PAIRS.length]
  if (number % FRONT === 0) return { verb: verbOf(1 + (activity % (VERBS.length - 1))), activity: COMMON_ACTIVITY }
  return { verb: verbOf(activity + other), activity: activityOf(activity) }
}
