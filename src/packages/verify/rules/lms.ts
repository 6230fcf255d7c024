import { credentialsIn } from '../../credentials.ts'
import { at, type Finding, inScorm, type Rule, type Rules, SCORM } from '../rule.ts'
import { attribute, children, descendants, foreign, isLeaf, NAMESPACES } from '../scorm-manifest.ts'

/** One finding for each script or page in which `find` finds something; it returns an index, or -1. */
const inTexts =
  (find: (text: string) => number, words: string): Rule['check'] =>
  ({ texts }) =>
    [...texts].flatMap(([file, text]): Finding[] => {
      const found = find(text)
      if (found === -1) return []
      const before = text.slice(0, found).split('\n')
      return [{ message: `${file} ${words}.`, file, line: before.length, column: (before.at(-1) ?? '').length + 1 }]
    })

/**
 * Names and secrets that stand for others: in RFC 7617 §2, in the documentation inside libraries, in courses that teach how
 * a login works.
 */
const PLACEHOLDER =
  /^(?:Aladdin:open sesame|test:123.*|(?:user(?:name|id)?|name|login|key|id|foo):(?:pass(?:word|wd|code)?|pwd|secret|bar))$|your|example|placeholder|x{4,}|\*{3,}|[${<[]/i

/** Whatever follows could be the secret; this much says whether it is a real one. */
const LOOK = 300

const firstCredential = (text: string): number =>
  credentialsIn(text).find(({ at: begin }) => !PLACEHOLDER.test(secretAt(text.slice(begin, begin + LOOK))))?.at ?? -1

/** The name and secret at the start of a text, as far as its form gives them away. */
function secretAt(text: string): string {
  const basic = /^Basic(?:\s+|%20|\+)([A-Za-z0-9+/]{8,}={0,2})/.exec(text)?.[1]
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString('latin1')
  const inAddress = /^[a-z][a-z0-9+.-]*:\/\/([^@\s"'<>]*@[\w.[\]:-]*)/i.exec(text)?.[1]
  if (inAddress !== undefined) return /@.*\bexample\b/.test(inAddress) ? 'example' : inAddress.replace(/@.*/s, '')
  return /^\S*/.exec(text)?.[0] ?? ''
}

/** What learning management systems were seen to do with packages that the standards allow. */
export const lms = {
  'map-info': {
    severity: 'warning',
    applies: ['scorm2004'],
    clause: 'Seen: Moodle 4.3 aborts the import',
    title: 'mapInfo keeps the package out of Moodle',
    hint: 'Take it out unless objectives must be shared between SCOs; minNormalizedMeasure works without.',
    check: inScorm(({ root }, opened) =>
      descendants(root)
        .filter(({ local, namespace }) => local === 'mapInfo' && namespace === NAMESPACES.imsss)
        .slice(0, 1)
        .map((node) => at(opened, node, 'Moodle stops the import at imsss:mapInfo.')),
    ),
  },
  'hides-exit': {
    severity: 'warning',
    applies: ['scorm2004'],
    clause: 'Seen: learners with no way out (adapt-contrib-spoor #373)',
    title: 'The exit of the LMS is hidden',
    hint: 'Hide only previous and continue, unless the content has its own exit.',
    check: inScorm(({ root }, opened) =>
      descendants(root)
        .filter(({ local, text }) => local === 'hideLMSUI' && /^(?:exit|exitAll)$/.test(text.trim()))
        .map((node) => at(opened, node, `hideLMSUI takes "${node.text.trim()}" away.`)),
    ),
  },
  'mastery-score-decides': {
    severity: 'info',
    applies: ['scorm12'],
    clause: 'SCORM 1.2 RTE 3.4.4. Seen: Moodle with mastery override',
    title: 'The LMS sets passed or failed itself from masteryscore',
    hint: 'Leave masteryscore out when the SCO decides; the LMS overrides what the SCO says.',
    check: inScorm(({ items }, opened) =>
      items
        .flatMap((item) => foreign(item, 'masteryscore'))
        .filter(({ text }) => /^\s*\d+(?:\.\d+)?\s*$/.test(text) && Number(text) <= 100)
        .map((node) => at(opened, node, `With a masteryscore of ${node.text.trim()} the LMS decides from score.raw.`)),
    ),
  },
  'several-roots': {
    severity: 'info',
    applies: SCORM,
    clause: 'Seen: buttons between SCOs stay dead in Moodle (iteexe #697, #499)',
    title: 'Several items are at the top of an organization',
    hint: 'Put them below one item that launches nothing.',
    check: inScorm(({ organizations }, opened) =>
      organizations.flatMap((organization) => {
        const [, second] = children(organization, 'item')
        return second === undefined
          ? []
          : [at(opened, second, 'There is a second item at the top of the organization.')]
      }),
    ),
  },
  'nothing-tracked': {
    severity: 'warning',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.1; SCORM 2004 CAM 2.1 (assets do not communicate)',
    title: 'No item launches a SCO, so nothing is recorded',
    hint: 'Make the resource a sco if it reports to the LMS.',
    check: inScorm(({ items, resourceById, organizations }, opened) => {
      const launched = items
        .filter(isLeaf)
        .flatMap((item) => resourceById.get(attribute(item, 'identifierref') ?? '') ?? [])
      const assets = launched.filter((node) =>
        node.attributes.some(({ local, value }) => local.toLowerCase() === 'scormtype' && value === 'asset'),
      )
      const [first] = organizations
      return first !== undefined && launched.length > 0 && assets.length === launched.length
        ? [at(opened, first, 'Every item launches an asset.')]
        : []
    }),
  },
  'lom-description-long': {
    severity: 'warning',
    applies: ['scorm12'],
    clause: 'IMS Metadata 1.2.1 (1,000 characters). Seen: SCORM Cloud warns (iteexe #96)',
    title: 'A description in the metadata is longer than 1,000 characters',
    hint: 'Shorten it.',
    check: inScorm(({ root }, opened) =>
      descendants(root)
        .filter(
          ({ local, parent, text }) => local === 'langstring' && parent?.local === 'description' && text.length > 1000,
        )
        .map((node) => at(opened, node, `The description has ${node.text.length} characters.`)),
    ),
  },
  'unload-handler': {
    severity: 'info',
    clause: 'Permissions Policy "unload". Seen: scores lost in Chrome (exelearning #1831)',
    title: 'A script waits for unload, which browsers no longer promise',
    hint: 'Save after every answer, and finish on pagehide.',
    check: inTexts((text) => text.search(/\bonunload\b|addEventListener\(\s*["']unload["']/), 'waits for unload'),
  },
  'credentials-inside': {
    severity: 'error',
    clause: 'RFC 7617; RFC 6750; RFC 3986 §3.2.1. Seen: Basic secrets in packages (xAPIWrapper #148)',
    title: 'A script or page holds a name and password, or a token',
    hint: 'Take them out and change them: everybody who gets the package can read them. The LMS hands them over at launch.',
    check: inTexts(firstCredential, 'holds a name and password, or a token that stands for them'),
  },
} as const satisfies Rules
