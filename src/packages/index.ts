import { cmi5 } from './cmi5/index.ts'
import { scorm12 } from './scorm12/index.ts'
import { scorm2004, scorm2004Third } from './scorm2004/index.ts'
import type { PackageTarget } from './target.ts'
import { web } from './web/index.ts'
import { xapi } from './xapi/index.ts'

export { writePackage } from './zip.ts'

/** Every package format, by the name authors and `--target` use. */
export const targets = {
  scorm12,
  'scorm2004-3rd': scorm2004Third,
  scorm2004,
  cmi5,
  xapi,
  web,
} as const satisfies Record<string, PackageTarget>
