import { awards } from './awards.ts'
import { build } from './build.ts'
import { cases } from './cases.ts'
import { codes } from './codes.ts'
import { course } from './course.ts'
import { credentials } from './credentials.ts'
import { exams } from './exams.ts'
import { files } from './files.ts'
import { keys } from './keys.ts'
import { markdown } from './markdown.ts'
import { phi } from './phi.ts'
import { questions } from './questions.ts'
import { schema } from './schema.ts'
import { templates } from './templates.ts'

/** Every message the product can print about a course, by its permanent code. One file per area. */
export const catalogue = {
  ...files,
  ...schema,
  ...markdown,
  ...questions,
  ...course,
  ...exams,
  ...awards,
  ...build,
  ...codes,
  ...templates,
  ...credentials,
  ...cases,
  ...phi,
  ...keys,
} as const
