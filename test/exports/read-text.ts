/** Readers of the two text formats, written from the rules Moodle reads them by. */

export interface GiftQuestion {
  readonly id: string | undefined
  readonly category: string
  readonly name: string
  readonly stem: string
  readonly general: string
  readonly kind: 'numerical' | 'multichoice' | 'match' | 'truefalse' | 'shortanswer'
  /** Weight in percent; `key` of a pair is its right side. */
  readonly answers: readonly {
    readonly text: string
    readonly weight: number
    readonly feedback: string
    readonly key?: string
  }[]
  readonly truth?: boolean
}

const ESCAPES: Readonly<Record<string, string>> = {
  ':': '&&058;',
  '#': '&&035;',
  '=': '&&061;',
  '{': '&&123;',
  '}': '&&125;',
  '~': '&&126;',
  n: '&&010',
}

/** Escaped characters become marks that mean nothing, a doubled backslash becomes one. */
const hide = (text: string): string => {
  const marked = text
    .replaceAll('\\\\', '&&092;')
    .replace(/\\([:#={}~n])/g, (_, character: string) => ESCAPES[character] ?? '')
  return marked.replaceAll('&&092;', '\\')
}
const show = (text: string): string =>
  Object.entries(ESCAPES)
    .reduce(
      (shown, [character, mark]) => shown.replaceAll(mark, character === 'n' ? '\n' : character),
      text.replace(/^\[html\]/, ''),
    )
    .trim()

export function readGift(text: string): GiftQuestion[] {
  let category = ''
  const questions: GiftQuestion[] = []
  for (const block of text.split(/\n\s*\n/)) {
    const lines = block.split('\n')
    const id = lines.map((line) => /^\/\/.*\[id:([^\]]+)\]/.exec(line)?.[1]).find((found) => found !== undefined)
    const body = hide(
      lines
        .filter((line) => !line.trim().startsWith('//'))
        .join('\n')
        .trim(),
    )
    if (body === '') continue
    if (body.startsWith('$CATEGORY:')) {
      category = body.slice('$CATEGORY:'.length).trim()
      continue
    }
    questions.push({ id, category, ...readQuestion(body) })
  }
  return questions
}

function readQuestion(body: string): Omit<GiftQuestion, 'id' | 'category'> {
  const [, name = '', rest = ''] = /^::(.*?)::(.*)$/s.exec(body) ?? []
  const [start, end] = [rest.indexOf('{'), rest.indexOf('}')]
  if (start === -1 || end !== rest.length - 1) throw new Error(`no answers at the end of ${body}`)
  const inner = rest.slice(start + 1, end).trim()
  const cut = inner.lastIndexOf('####')
  const answers = cut === -1 ? inner : inner.slice(0, cut).trim()
  const common = {
    name: show(name),
    stem: show(rest.slice(0, start)),
    general: cut === -1 ? '' : show(inner.slice(cut + 4)),
  }
  const parts = (separator: string): string[] =>
    answers
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const weighed = (part: string, usual: number) => {
    const weight = /^%(-?[\d.]+)%/.exec(part)
    const [text = '', feedback = ''] = (weight === null ? part : part.slice(weight[0].length)).split(/#(.*)/s)
    return { text: show(text), weight: weight === null ? usual : Number(weight[1]), feedback: show(feedback) }
  }
  if (answers.startsWith('#')) {
    return {
      ...common,
      kind: 'numerical',
      answers: parts('=')
        .filter((part) => part !== '#')
        .map((part) => weighed(part, 100)),
    }
  }
  if (answers.includes('~')) {
    const options = answers
      .replaceAll('=', '~=')
      .split('~')
      .map((part) => part.trim())
      .filter((part) => part !== '')
    return {
      ...common,
      kind: 'multichoice',
      answers: options.map((part) => (part.startsWith('=') ? weighed(part.slice(1), 100) : weighed(part, 0))),
    }
  }
  if (answers.includes('=') && answers.includes('->')) {
    const pairs = parts('=').map((part) => {
      const arrow = part.indexOf('->')
      return { text: show(part.slice(0, arrow)), weight: 100, feedback: '', key: show(part.slice(arrow + 2)) }
    })
    return { ...common, kind: 'match', answers: pairs }
  }
  const [word = '', wrong = '', right = ''] = answers.split('#')
  if (word === 'TRUE' || word === 'FALSE') {
    const truth = word === 'TRUE'
    const feedback = (value: boolean): string => show(value === truth ? right : wrong)
    return {
      ...common,
      kind: 'truefalse',
      truth,
      answers: [true, false].map((value) => ({
        text: String(value),
        weight: value === truth ? 100 : 0,
        feedback: feedback(value),
      })),
    }
  }
  return { ...common, kind: 'shortanswer', answers: parts('=').map((part) => weighed(part, 100)) }
}

export interface AikenQuestion {
  readonly stem: string
  readonly options: readonly string[]
  readonly key: number
}

export function readAiken(text: string): AikenQuestion[] {
  const questions: AikenQuestion[] = []
  let open: { stem: string; options: string[] } | undefined
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.length < 2) continue
    if (/^[A-Z][).][ \t]?/.test(line)) {
      if (open === undefined) throw new Error(`an option before its question: ${line}`)
      open.options.push(line.slice(2).trim())
    } else if (line.startsWith('ANSWER:')) {
      if (open === undefined || open.options.length < 2) throw new Error(`a key without question: ${line}`)
      questions.push({ ...open, key: line.slice('ANSWER:'.length).trim().charCodeAt(0) - 65 })
      open = undefined
    } else {
      if (open !== undefined) throw new Error(`a question within a question: ${line}`)
      open = { stem: line, options: [] }
    }
  }
  return questions
}
