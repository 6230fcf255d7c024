import { contentFiles } from '../content.ts'
import type { PackageTarget } from '../target.ts'
import { writeXml } from '../xml.ts'
import { type Edition, fourthEdition, thirdEdition } from './edition.ts'
import { manifest } from './manifest.ts'

const target = (edition: Edition): PackageTarget => ({
  name: edition.name,
  summary: edition.summary,
  // cmi.suspend_data is characterstring with an SPM of 64000 (RTE 2004 §4.2.23; 4000 in the 2nd edition, which we do not make).
  stateLimit: 64_000,
  files: (input) => {
    const content = contentFiles(input, { driver: 'scorm2004' })
    return new Map([...content, ['imsmanifest.xml', writeXml(manifest(input.course, edition, [...content.keys()]))]])
  },
})

export const scorm2004Third = target(thirdEdition)
export const scorm2004 = target(fourthEdition)
