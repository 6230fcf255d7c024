import { readAddress } from '../addresses.ts'
import { placeOf, report } from '../context.ts'
import { type Directive, IN_MODULES } from './directive.ts'
import { SECTION_LEVEL } from './quiz.ts'

/** `::include{src="../shared/about.md"}`: the text of another Markdown file of the course. */
export const include: Directive = {
  form: 'leaf',
  example: '::include{src="../shared/about.md"}',
  label: 'none',
  attributes: { src: { required: 'it does not say which file is included' } },
  settings: IN_MODULES,
  where: SECTION_LEVEL,
  block: (used, context) => {
    const { src = '' } = used.attributes
    const address = readAddress(src, context.file)
    if (address.kind === 'internal' && address.anchor === '' && address.path.endsWith('.md')) {
      return { kind: 'include', src: address.path, place: placeOf(context, used.node) }
    }
    const place = used.placeOf('src')
    if (address.kind === 'outside') report(context, 'file-name-unsafe', { path: src }, place, { actual: src })
    else {
      const form = 'the relative path of a Markdown file of the course, such as ../shared/about.md'
      const params = { name: used.name, attribute: 'src', value: JSON.stringify(src), form }
      report(context, 'attribute-value', params, place, { actual: src })
    }
    return undefined
  },
}
