import { scorm12 } from './scorm12/index.ts'
import { scorm2004, scorm2004Third } from './scorm2004/index.ts'
import type { PackageTarget } from './target.ts'

export { writePackage } from './zip.ts'

/** Every package format, by the name authors and `--target` use. */
export const targets = { scorm12, 'scorm2004-3rd': scorm2004Third, scorm2004 } as const satisfies Record<
  string,
  PackageTarget
>
