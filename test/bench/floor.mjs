// The least that any compiler on this parser could use: bare remark-parse of the course's texts, and deflate of the bytes
// that its package holds. Arguments: course folder, package.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, unzipSync } from 'fflate'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

const [course, zip] = process.argv.slice(2)
const parser = unified().use(remarkParse).freeze()
for (const path of readdirSync(course, { recursive: true, encoding: 'utf8' })) {
  if (path.endsWith('.md')) parser.parse(readFileSync(join(course, path), 'utf8'))
}
// Unpacking is no part of the floor, but takes hundredths of a second.
for (const bytes of Object.values(unzipSync(readFileSync(zip)))) deflateSync(bytes, { level: 6 })
