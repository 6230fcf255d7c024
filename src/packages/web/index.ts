import { contentFiles } from '../content.ts'
import type { PackageTarget } from '../target.ts'

export const web: PackageTarget = {
  name: 'web',
  summary: 'Static folder for any web server or a double click; progress stays in the browser',
  shape: 'folder',
  layouts: ['single'],
  files: (input) => contentFiles({ ...input, options: { layout: 'single' } }, { driver: 'local' }),
}
