import { contentFiles } from '../content.ts'
import { partFiles } from '../parts.ts'
import { withManifest } from '../schemas.ts'
import type { PackageTarget, SchemaSet } from '../target.ts'
import { schemaSets } from '../verify/xsd.ts'
import { courseStructure } from './course-structure.ts'

/** An LMS knows this schema; cmi5 says nothing of a copy in the package (§14.1). */
const schemas: SchemaSet = { ...schemaSets.cmi5, optional: true }

export const cmi5: PackageTarget = {
  name: 'cmi5',
  summary: 'cmi5: xAPI with the rules of an LMS, for one that takes it',
  shape: 'zip',
  layouts: ['single', 'multi'],
  schemas,
  files: (input) => {
    const { course, options } = input
    const whole = contentFiles(input, { driver: 'cmi5' })
    const content = options.layout === 'multi' ? partFiles(whole, course) : whole
    const root = courseStructure(course, options.layout)
    return withManifest(content, { file: 'cmi5.xml', root }, options, schemas)
  },
}
