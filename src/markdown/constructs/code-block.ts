import type { Code } from 'mdast'
import { element, type Handler, text } from '../hast.ts'

/** A block of code or of text set as it is, reachable by keyboard because it may scroll sideways. */
export const codeBlock: Handler<Code> = (_, { value, lang }) =>
  element('pre', { tabIndex: 0 }, [
    element('code', lang ? { className: [`language-${lang}`] } : {}, [text(value === '' ? '' : `${value}\n`)]),
  ])
