import { contentFiles } from '../content.ts'
import { partFiles } from '../parts.ts'
import { withManifest } from '../schemas.ts'
import type { PackageTarget, SchemaSet } from '../target.ts'
import { schemaSets } from '../verify/xsd.ts'
import { type Edition, fourthEdition, thirdEdition } from './edition.ts'
import { manifest } from './manifest.ts'

const target = (edition: Edition, set: SchemaSet): PackageTarget => ({
  name: edition.name,
  summary: edition.summary,
  shape: 'zip',
  layouts: ['single', 'multi'],
  schemas: set,
  // cmi.suspend_data is characterstring with an SPM of 64000 (RTE 2004 §4.2.23; 4000 in the 2nd edition, which we do not make).
  stateLimit: 64_000,
  files: (input) => {
    const { course, options } = input
    const whole = contentFiles(input, { driver: 'scorm2004' })
    const content = options.layout === 'multi' ? partFiles(whole, course) : whole
    const root = manifest(course, edition, options.layout, [...content.keys()])
    return withManifest(content, { file: 'imsmanifest.xml', root }, options, set)
  },
})

export const scorm2004Third = target(thirdEdition, schemaSets['scorm2004-3rd'])
export const scorm2004 = target(fourthEdition, schemaSets.scorm2004)
