import type { CourseText } from '../checks/index.ts'
import { type Inventory, readText } from '../compiler/load.ts'

/** Charts and questions, as written. */
export function textsOf(inventory: Inventory): CourseText[] {
  const paths = [...inventory.files.keys()].filter((path) => /^(?:cases|questions)\/.*\.md$/.test(path)).sort()
  return paths.flatMap((path) => {
    const read = readText(inventory, path, { file: path })
    return 'problem' in read ? [] : [{ path, text: read.source.text, chart: path.startsWith('cases/') }]
  })
}
