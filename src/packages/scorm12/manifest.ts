import { partsOf } from '../../model/part.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { compareText } from '../../problems/problem.ts'
import { partElement, partResources } from '../parts.ts'
import type { Layout } from '../target.ts'
import { type XmlElement, xmlText } from '../xml.ts'

/** IMS Content Packaging 1.1.2 limits of `title` and `manifest@version`, in characters. */
const TITLE_LIMIT = 200
const VERSION_LIMIT = 20

/**
 * `imsmanifest.xml` of a course (SCORM 1.2 Content Aggregation Model §2.3). `single`: one SCO; the player has its own menu, so
 * that no LMS needs to offer one. `multi`: a SCO for each part under one item that cannot be launched; LMSs are known to
 * lose their "next" between items at the top. What is left out is left out on purpose:
 *
 * - `adlcp:masteryscore`: an LMS that finds one sets the status itself from `score.raw` (RTE 1.2 §3.4.4, and Moodle
 *   whenever "mastery override" is on). It would pass learners who have not opened all sections, and decide on the rounded
 *   score; the SCO decides from the completion rule on whole numbers and says so in `cmi.core.lesson_status`.
 * - `xsi:schemaLocation`: it would name files that are not in the package; `withManifest` adds both when an author asks.
 * - `adlcp:prerequisites`: few LMSs evaluate it, and one that does would lock parts that another leaves open.
 * - LOM metadata: newer validators refuse its 1.2 schema altogether.
 */
export function manifest(course: CompiledCourse, layout: Layout, files: readonly string[]): XmlElement {
  const organization = `org-${course.id}`
  const { item, resources } = layouts[layout](course, files)
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
            children: [titleOf(course.title), item],
          },
        ],
      },
      { name: 'resources', children: resources },
    ],
  }
}

const titleOf = (text: string): XmlElement => ({ name: 'title', children: xmlText(text, TITLE_LIMIT) })

interface Contents {
  readonly item: XmlElement
  readonly resources: readonly XmlElement[]
}

const layouts = { single, multi } as const satisfies Record<
  Layout,
  (course: CompiledCourse, files: readonly string[]) => Contents
>

function single(course: CompiledCourse, files: readonly string[]): Contents {
  const resource = `resource-${course.id}`
  return {
    item: {
      name: 'item',
      attributes: { identifier: `item-${course.id}`, identifierref: resource, isvisible: 'true' },
      children: [titleOf(course.title)],
    },
    resources: [
      {
        name: 'resource',
        attributes: { identifier: resource, type: 'webcontent', 'adlcp:scormtype': 'sco', href: 'index.html' },
        children: [...files].sort(compareText).map((href) => ({ name: 'file', attributes: { href } })),
      },
    ],
  }
}

function multi(course: CompiledCourse, files: readonly string[]): Contents {
  return {
    item: {
      name: 'item',
      attributes: { identifier: `item-${course.id}`, isvisible: 'true' },
      children: [titleOf(course.title), ...partsOf(course).map((part) => partElement(part, titleOf(part.title)))],
    },
    resources: partResources(course, files, 'adlcp:scormtype'),
  }
}
