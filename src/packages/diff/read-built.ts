import { defaultLimits } from '../verify/limits.ts'
import { type OpenPackage, openPackage } from '../verify/open-package.ts'
import { attribute, descendants } from '../verify/scorm-manifest.ts'

/** What a package says about itself, before anybody has looked at whether it is true. */
export interface Built {
  /** What `course.js` or `course.json` holds: JSON of anybody. */
  readonly json: unknown
  /** One of `targets`; undefined for a `course.json`, which is of none. */
  readonly target?: string
  readonly layout: 'single' | 'multi'
  /** By what an LMS finds the records of the last version again: identifiers of items, ids of AUs or activities. */
  readonly launched: readonly string[]
}

/** Why something cannot be compared: the rest of a sentence that begins with its name, e.g. `holds no course.js, …`. */
export interface NotBuilt {
  readonly because: string
}

const MiB = 1024 * 1024
/** A course of some thousand questions is larger than the scripts of strangers that are looked into. */
const limits = { ...defaultLimits, textBytes: 64 * MiB, allTextBytes: 96 * MiB }

const STRANGER =
  'holds no course.js of Chartwright. Only packages that chartwright built can be compared: what others keep of learners is their own affair.'

/** Reads a package, a file by its path or bytes. Nothing in it is run. Throws only when the file cannot be read. */
export async function readBuiltZip(source: string | Uint8Array): Promise<Built | NotBuilt> {
  const opened = await openPackage(source, limits)
  if (opened.zipFault !== undefined) return { because: `is not a zip file that can be read: ${opened.zipFault}.` }
  const script = opened.texts.get('course.js')
  if (script === undefined) return { because: STRANGER }
  return readBuilt(script, { ...identityOf(opened), target: targetOf(opened) })
}

/** Reads the `course.js` of a folder made for `web`. */
export const readBuiltFolder = (script: string | undefined): Built | NotBuilt =>
  script === undefined
    ? { because: 'holds no course.js and no course.json. Name a package, a folder made for `web`, or a course.json.' }
    : readBuilt(script, { target: 'web', layout: 'single', launched: [] })

/** Reads the text of a `course.json`. */
export const readBuiltJson = (text: string): Built | NotBuilt =>
  parsed(text, { layout: 'single', launched: [] }, 'is not JSON')

const readBuilt = (script: string, about: Omit<Built, 'json'>): Built | NotBuilt => {
  const json = /^\s*globalThis\.chartwrightCourse\s*=\s*(\{[\s\S]*\})\s*;?\s*$/.exec(script)?.[1]
  return json === undefined ? { because: STRANGER } : parsed(json, about, 'has a course.js that is damaged')
}

function parsed(text: string, about: Omit<Built, 'json'>, words: string): Built | NotBuilt {
  try {
    return { ...about, json: JSON.parse(text) as unknown }
  } catch (error) {
    return { because: `${words}: ${error instanceof Error ? error.message : String(error)}.` }
  }
}

function targetOf({ standard, version }: OpenPackage): string {
  if (standard === 'tincan') return 'xapi'
  if (standard === 'scorm2004') return version === '2004 3rd Edition' ? 'scorm2004-3rd' : 'scorm2004'
  return standard ?? 'web'
}

function identityOf({ scorm, manifest, standard }: OpenPackage): Pick<Built, 'layout' | 'launched'> {
  const named = (local: string): string[] =>
    manifest?.root === undefined
      ? []
      : descendants(manifest.root)
          .filter((node) => node.local === local)
          .flatMap((node) => attribute(node, 'id') ?? [])
  const launched =
    scorm !== undefined
      ? scorm.items
          .filter((item) => attribute(item, 'identifierref'))
          .flatMap((item) => attribute(item, 'identifier') ?? [])
      : standard === 'cmi5'
        ? named('au')
        : named('activity')
  return { layout: launched.length > 1 ? 'multi' : 'single', launched }
}
