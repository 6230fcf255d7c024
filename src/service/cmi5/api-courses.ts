import { ERROR } from '../api/open-api.ts'
import { type ApiRoute, refuse, route } from '../api/route.ts'
import type { Service } from '../dependencies.ts'
import { courseShelf, PACKAGE_BYTES } from './courses.ts'
import { isHosted } from './hosted.ts'
import { shownCourse, shownWhole } from './registrations.ts'
import * as schemas from './schemas.ts'

const XML = ['application/xml', 'text/xml']
const ZIP = ['application/zip', 'application/x-zip-compressed']

const noCourse = refuse(404, 'not-found', 'There is no course with this id.')

/** The body did not come to its end. */
class CutOff extends Error {
  override readonly name = 'CutOff'
}

async function* whole(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* body
  } catch {
    throw new CutOff()
  }
}

const cutOff = (error: unknown): { readonly cutOff: true } => {
  if (error instanceof CutOff) return { cutOff: true }
  throw error
}

/** Importing, listing and removing courses. */
export const courseRoutes = (service: Service): readonly ApiRoute[] => {
  const { store } = service
  const shelf = courseShelf(service)
  return [
    route({
      method: 'post',
      path: '/api/cmi5/courses',
      operationId: 'importCourse',
      summary: 'Import a cmi5 course: a zip with cmi5.xml at its root, or a bare cmi5.xml.',
      files: { types: [...ZIP, ...XML], most: PACKAGE_BYTES },
      answers: {
        201: { description: 'The course.', schema: schemas.wholeCourse },
        400: {
          description: 'A package that breaks the standard; each fault names its clause.',
          schema: schemas.invalidPackage,
        },
        413: { description: 'A package that is too large.', schema: ERROR },
        415: { description: 'Neither a zip nor XML (cmi5 14.0.0.0-1).', schema: ERROR },
      },
      handle: async ({ c }) => {
        const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
        const body = c.req.raw.body ?? new ReadableStream<Uint8Array>({ start: (empty) => empty.close() })
        const outcome = await shelf.add(whole(body), ZIP.includes(type) ? 'zip' : 'xml').catch(cutOff)
        if ('cutOff' in outcome) return refuse(400, 'body', 'The body ended before it was whole. Nothing was imported.')
        if ('tooLarge' in outcome) {
          return refuse(413, 'too-large', `A package may have at most ${PACKAGE_BYTES} bytes. Nothing was imported.`)
        }
        if ('course' in outcome) return { status: 201, body: shownWhole(store, outcome.course) }
        const [first] = outcome.faults
        const message = `The package breaks the standard. ${first === undefined ? '' : `${first.message} (${first.clause})`}`
        return { status: 400, body: { error: 'invalid-package', message, faults: outcome.faults } }
      },
    }),
    route({
      method: 'get',
      path: '/api/cmi5/courses',
      operationId: 'listCourses',
      summary: 'List the courses in the order they were imported.',
      answers: { 200: { description: 'The courses.', schema: schemas.list('courses', schemas.course) } },
      handle: async () => ({
        status: 200,
        body: { courses: (await store.cmi5.courses()).map((one) => shownCourse(store, one)) },
      }),
    }),
    route({
      method: 'get',
      path: '/api/cmi5/courses/{course}',
      operationId: 'course',
      summary: 'One course with its assignable units.',
      answers: {
        200: { description: 'The course.', schema: schemas.wholeCourse },
        404: { description: 'No such course.', schema: ERROR },
      },
      handle: async ({ params }) => {
        const course = await store.cmi5.course(params.course ?? '')
        return course === undefined ? noCourse : { status: 200, body: shownWhole(store, course) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/cmi5/courses/{course}',
      operationId: 'removeCourse',
      summary: 'Remove a course with its files, registrations and sessions. Statements about it stay.',
      answers: {
        204: { description: 'It is gone.' },
        404: { description: 'No such course.', schema: ERROR },
        409: { description: 'A course of this service itself.', schema: ERROR },
      },
      handle: async ({ params }) => {
        const id = params.course ?? ''
        if (isHosted((await store.cmi5.course(id))?.structure ?? [])) {
          return refuse(
            409,
            'hosted',
            'This course is not an imported one. Take it out of the courses that are served.',
          )
        }
        return (await shelf.remove(id)) ? { status: 204 } : noCourse
      },
    }),
  ]
}
