import { contentFiles } from '../content.ts'
import type { PackageTarget } from '../target.ts'
import { writeXml } from '../xml.ts'
import { manifest } from './manifest.ts'

export const scorm12: PackageTarget = {
  name: 'scorm12',
  summary: 'SCORM 1.2: one SCO, accepted by nearly every LMS',
  // cmi.suspend_data is CMIString4096 (RTE 1.2 §3.4.4).
  stateLimit: 4096,
  files: (input) => {
    const content = contentFiles(input, { driver: 'scorm12' })
    return new Map([...content, ['imsmanifest.xml', writeXml(manifest(input.course, [...content.keys()]))]])
  },
}
