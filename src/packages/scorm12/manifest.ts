import type { CompiledCourse } from '../../model/schema-types.ts'
import { compareText } from '../../problems/problem.ts'
import { type XmlElement, xmlText } from '../xml.ts'

/** IMS Content Packaging 1.1.2 limits of `title` and `manifest@version`, in characters. */
const TITLE_LIMIT = 200
const VERSION_LIMIT = 20

/**
 * `imsmanifest.xml` of a course as one SCO (SCORM 1.2 Content Aggregation Model §2.3): the player has its own menu, so that
 * no LMS needs to offer one. What is left out is left out on purpose:
 *
 * - `adlcp:masteryscore`: an LMS that finds one sets the status itself from `score.raw` (RTE 1.2 §3.4.4, and Moodle
 *   whenever "mastery override" is on). It would pass learners who have not opened all sections, and decide on the rounded
 *   score; the SCO decides from the completion rule on whole numbers and says so in `cmi.core.lesson_status`.
 * - `xsi:schemaLocation`: it would name files that are not in the package (the schemas' licence does not let us ship
 *   them), and it is only a hint (XML Schema Part 1 §4.3.2).
 * - LOM metadata: newer validators refuse its 1.2 schema altogether.
 */
export function manifest(course: CompiledCourse, files: readonly string[]): XmlElement {
  const organization = `org-${course.id}`
  const resource = `resource-${course.id}`
  const title = { name: 'title', children: xmlText(course.title, TITLE_LIMIT) }
  return {
    name: 'manifest',
    attributes: {
      xmlns: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
      'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
      // Prefixes make every identifier an NCName, which must not begin with a digit.
      identifier: `chartwright-${course.id}`,
      version: course.version.slice(0, VERSION_LIMIT),
    },
    children: [
      {
        name: 'metadata',
        children: [
          { name: 'schema', children: 'ADL SCORM' },
          { name: 'schemaversion', children: '1.2' },
        ],
      },
      {
        name: 'organizations',
        attributes: { default: organization },
        children: [
          {
            name: 'organization',
            attributes: { identifier: organization },
            children: [
              title,
              {
                name: 'item',
                attributes: { identifier: `item-${course.id}`, identifierref: resource, isvisible: 'true' },
                children: [title],
              },
            ],
          },
        ],
      },
      {
        name: 'resources',
        children: [
          {
            name: 'resource',
            attributes: {
              identifier: resource,
              type: 'webcontent',
              'adlcp:scormtype': 'sco',
              href: 'index.html',
            },
            children: [...files].sort(compareText).map((href) => ({ name: 'file', attributes: { href } })),
          },
        ],
      },
    ],
  }
}
