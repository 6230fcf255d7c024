import { contentFiles } from '../content.ts'
import { partFiles } from '../parts.ts'
import { withManifest } from '../schemas.ts'
import type { PackageTarget } from '../target.ts'
import { schemaSets } from '../verify/xsd.ts'
import { manifest } from './manifest.ts'

export const scorm12: PackageTarget = {
  name: 'scorm12',
  summary: 'SCORM 1.2: accepted by nearly every LMS',
  shape: 'zip',
  layouts: ['single', 'multi'],
  schemas: schemaSets.scorm12,
  // cmi.suspend_data is CMIString4096 (RTE 1.2 §3.4.4).
  stateLimit: 4096,
  files: (input) => {
    const { course, options } = input
    const whole = contentFiles(input, { driver: 'scorm12' })
    const content = options.layout === 'multi' ? partFiles(whole, course) : whole
    const root = manifest(course, options.layout, [...content.keys()])
    return withManifest(content, { file: 'imsmanifest.xml', root }, options, schemaSets.scorm12)
  },
}
