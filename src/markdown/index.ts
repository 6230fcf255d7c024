/** The Markdown front end: text of one file → plain JSON. Loads the whole unified pipeline; import it when it is needed. */
export { parseBank } from './bank.ts'
export { parseCase } from './case.ts'
export { parseFragment } from './fragment.ts'
export { parseInline } from './inline.ts'
export { parseModule } from './module.ts'
