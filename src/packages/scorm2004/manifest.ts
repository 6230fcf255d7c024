import { isRequired, partOf, partsOf } from '../../model/part.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { compareText } from '../../problems/problem.ts'
import { partElement, partResources } from '../parts.ts'
import type { Layout } from '../target.ts'
import { type XmlElement, xmlText } from '../xml.ts'
import type { Edition } from './edition.ts'
import { activitySequencing, clusterSequencing, contribution, startable } from './sequencing.ts'

/** IMS Content Packaging 1.1.4 limits of `title` and `manifest@version`, in characters. */
const TITLE_LIMIT = 200
const VERSION_LIMIT = 20

const namespaces = {
  xmlns: 'http://www.imsglobal.org/xsd/imscp_v1p1',
  'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_v1p3',
  'xmlns:adlnav': 'http://www.adlnet.org/xsd/adlnav_v1p3',
  'xmlns:imsss': 'http://www.imsglobal.org/xsd/imsss',
}

/**
 * `imsmanifest.xml` of a course (SCORM 2004 CAM §3.4). `single`: one SCO with the player's own menu. `multi`: a SCO for each
 * part under one item that cannot be launched. What is left out is left out on purpose:
 *
 * - `imsss:minNormalizedMeasure`: an LMS acts on it only with `satisfiedByMeasure`, and then sets the success status itself
 *   from `score.scaled` (RTE §4.2.22). The SCO decides from the completion rule, on whole numbers.
 * - `imsss:mapInfo`: nothing outside an item reads its objectives, and importers are known to fail on it.
 * - `xsi:schemaLocation`: it would name files that are not in the package; `withManifest` adds both when an author asks.
 */
export function manifest(
  course: CompiledCourse,
  edition: Edition,
  layout: Layout,
  files: readonly string[],
): XmlElement {
  const organization = `org-${course.id}`
  const { item, sequencing, resources } = layouts[layout](course, edition, files)
  return {
    name: 'manifest',
    // Prefixes make every identifier an NCName, which must not begin with a digit.
    attributes: {
      ...namespaces,
      identifier: `chartwright-${course.id}`,
      version: course.version.slice(0, VERSION_LIMIT),
    },
    children: [
      {
        name: 'metadata',
        children: [
          { name: 'schema', children: 'ADL SCORM' },
          { name: 'schemaversion', children: edition.schemaVersion },
        ],
      },
      {
        name: 'organizations',
        attributes: { default: organization },
        children: [
          {
            name: 'organization',
            attributes: { identifier: organization },
            children: [titleOf(course.title), item, sequencing],
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
  /** Of the organization. */
  readonly sequencing: XmlElement
  readonly resources: readonly XmlElement[]
}

const layouts = { single, multi } as const satisfies Record<
  Layout,
  (course: CompiledCourse, edition: Edition, files: readonly string[]) => Contents
>

function single(course: CompiledCourse, edition: Edition, files: readonly string[]): Contents {
  const resource = `resource-${course.id}`
  return {
    item: {
      name: 'item',
      attributes: { identifier: `item-${course.id}`, identifierref: resource, isvisible: 'true' },
      children: [titleOf(course.title), ...threshold(edition, true), activitySequencing(course), navigation],
    },
    sequencing: startable,
    resources: [
      {
        name: 'resource',
        attributes: { identifier: resource, type: 'webcontent', 'adlcp:scormType': 'sco', href: 'index.html' },
        children: [...files].sort(compareText).map((href) => ({ name: 'file', attributes: { href } })),
      },
    ],
  }
}

function multi(course: CompiledCourse, edition: Edition, files: readonly string[]): Contents {
  return {
    item: {
      name: 'item',
      attributes: { identifier: `item-${course.id}`, isvisible: 'true' },
      children: [
        titleOf(course.title),
        ...partsOf(course).map((part) =>
          partElement(part, titleOf(part.title), [
            ...threshold(edition, isRequired(course, part)),
            activitySequencing(partOf(course, part.id) ?? course, [contribution(course, part)]),
          ]),
        ),
        clusterSequencing,
      ],
    },
    sequencing: clusterSequencing,
    resources: partResources(course, files, 'adlcp:scormType'),
  }
}

/**
 * Progress is told for showing; it completes nothing (CAM 4th Ed. §3.4.1.13). A part that does not count weighs nothing in the
 * progress of the whole.
 */
const threshold = ({ completionThreshold }: Edition, counts: boolean): XmlElement[] =>
  completionThreshold
    ? [
        {
          name: 'adlcp:completionThreshold',
          attributes: {
            completedByMeasure: 'false',
            minProgressMeasure: '1.0',
            ...(counts ? {} : { progressWeight: '0.0' }),
          },
        },
      ]
    : []

/**
 * With one SCO, "previous" and "continue" of the LMS lead nowhere or out of the course by mistake. Its ways out stay, beside
 * the player's own "Save and exit".
 */
const navigation: XmlElement = {
  name: 'adlnav:presentation',
  children: [
    {
      name: 'adlnav:navigationInterface',
      children: ['previous', 'continue'].map((control) => ({ name: 'adlnav:hideLMSUI', children: control })),
    },
  ],
}
