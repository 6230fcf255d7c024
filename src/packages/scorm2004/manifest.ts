import { objectivesOf } from '../../model/objectives.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { compareText } from '../../problems/problem.ts'
import { type XmlElement, xmlText } from '../xml.ts'
import type { Edition } from './edition.ts'

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
 * `imsmanifest.xml` of a course as one SCO (SCORM 2004 CAM §3.4). What is left out is left out on purpose:
 *
 * - `imsss:minNormalizedMeasure`: an LMS acts on it only with `satisfiedByMeasure`, and then sets the success status itself
 *   from `score.scaled` (RTE §4.2.22). The SCO decides from the completion rule, on whole numbers.
 * - `imsss:mapInfo`: nothing outside this item reads its objectives, and importers are known to fail on it.
 * - `xsi:schemaLocation`: it would name files that are not in the package (the schemas' licence does not let us ship
 *   them), and it is only a hint (XML Schema Part 1 §4.3.2).
 */
export function manifest(course: CompiledCourse, edition: Edition, files: readonly string[]): XmlElement {
  const organization = `org-${course.id}`
  const resource = `resource-${course.id}`
  const title = { name: 'title', children: xmlText(course.title, TITLE_LIMIT) }
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
            children: [
              title,
              {
                name: 'item',
                attributes: { identifier: `item-${course.id}`, identifierref: resource, isvisible: 'true' },
                children: [
                  title,
                  ...(edition.completionThreshold ? [decidedByContent] : []),
                  itemSequencing(course),
                  navigation,
                ],
              },
              startable,
            ],
          },
        ],
      },
      {
        name: 'resources',
        children: [
          {
            name: 'resource',
            attributes: { identifier: resource, type: 'webcontent', 'adlcp:scormType': 'sco', href: 'index.html' },
            children: [...files].sort(compareText).map((href) => ({ name: 'file', attributes: { href } })),
          },
        ],
      },
    ],
  }
}

/** Progress is told for showing; it completes nothing (CAM 4th Ed. §3.4.1.13). */
const decidedByContent: XmlElement = {
  name: 'adlcp:completionThreshold',
  attributes: { completedByMeasure: 'false', minProgressMeasure: '1.0' },
}

/**
 * The primary objective stands for the course; it has no id, so that no LMS lists it among `cmi.objectives`. The others have
 * the ids the SCO reports its modules and exam domains under. The LMS sets neither completion nor success on its own.
 */
const itemSequencing = (course: CompiledCourse): XmlElement => ({
  name: 'imsss:sequencing',
  children: [
    {
      name: 'imsss:objectives',
      children: [
        { name: 'imsss:primaryObjective', attributes: { satisfiedByMeasure: 'false' } },
        ...objectivesOf(course).map(({ id }) => ({
          name: 'imsss:objective',
          attributes: { satisfiedByMeasure: 'false', objectiveID: id },
        })),
      ],
    },
    {
      name: 'imsss:deliveryControls',
      attributes: { completionSetByContent: 'true', objectiveSetByContent: 'true' },
    },
  ],
})

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

/** Without flow, a request to start the course finds nothing to deliver (SN §4.6, SB.2.2). */
const startable: XmlElement = {
  name: 'imsss:sequencing',
  children: [{ name: 'imsss:controlMode', attributes: { choice: 'true', flow: 'true' } }],
}
