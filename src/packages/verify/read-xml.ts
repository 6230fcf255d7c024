import type { Limits } from './limits.ts'

export interface XmlAttribute {
  readonly name: string
  readonly local: string
  /** Empty for an attribute without prefix, as XML Namespaces §6.2 has it. */
  readonly namespace: string
  readonly value: string
}

export interface XmlNode {
  readonly name: string
  readonly local: string
  /** Empty when none is in force. */
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: XmlNode[]
  /** All character data directly inside. */
  text: string
  readonly parent: XmlNode | undefined
  /** Of the `<`, from 1; columns in UTF-16 units. */
  readonly line: number
  readonly column: number
}

export interface XmlFault {
  readonly kind: 'malformed' | 'too-large'
  readonly message: string
  readonly line: number
  readonly column: number
}

export type XmlResult =
  | { readonly root: XmlNode; readonly doctype: boolean }
  | { readonly fault: XmlFault; readonly doctype: boolean }

/** Prefixes bound by one element; looked up from the inside out, so that nothing is copied. */
interface Scope {
  readonly own: ReadonlyMap<string, string>
  readonly outer: Scope | undefined
}

const XML = 'http://www.w3.org/XML/1998/namespace'
const outermost: Scope = { own: new Map([['xml', XML]]), outer: undefined }

const space = '[ \\t\\r\\n]'
const name = '[:A-Z_a-z\\u00c0-\\ufffd][-.:0-9A-Z_a-z\\u00b7-\\ufffd]*'
const startTag = new RegExp(`<(${name})`, 'y')
const endTag = new RegExp(`</(${name})${space}*>`, 'y')
const attribute = new RegExp(`${space}+(${name})${space}*=${space}*(?:"([^"<]*)"|'([^'<]*)')`, 'y')
const tagEnd = new RegExp(`${space}*(/?)>`, 'y')
/** The name is reserved (XML 1.0 §2.6): what bears it is the declaration, which nothing may precede (§2.8). */
const declaration = /^<\?xml[\s?]/i
/** XML 1.0 §2.2. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
const predefined = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

class Fault extends Error {
  readonly offset: number
  readonly kind: XmlFault['kind']
  constructor(offset: number, message: string, kind: XmlFault['kind'] = 'malformed') {
    super(message)
    this.offset = offset
    this.kind = kind
  }
}

/**
 * Reads an XML 1.0 document with namespaces, keeping the place of each element. It opens no file and no address, and expands
 * no entity but the five predefined ones (§4.6): a reference to any other is a fault. Time grows with the length of the text.
 */
export function readXml(text: string, limits: Pick<Limits, 'elements' | 'depth'>): XmlResult {
  const place = placesOf(text)
  let doctype = false
  try {
    const control = forbidden.exec(text)
    if (control) throw new Fault(control.index, 'a character that XML does not allow')
    return { root: scan(), doctype }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { fault: { kind: error.kind, message: error.message, ...place(error.offset) }, doctype }
  }

  function scan(): XmlNode {
    const open: { readonly node: XmlNode; readonly scope: Scope }[] = []
    let root: XmlNode | undefined
    let count = 0
    let at = 0
    while (at < text.length) {
      const next = text.indexOf('<', at)
      characters(open.at(-1)?.node, at, next === -1 ? text.length : next)
      if (next === -1) break
      at = next
      if (text.startsWith('<!--', at)) at = behind('-->', at, 4, 'a comment')
      else if (text.startsWith('<?', at)) {
        if (at > 0 && declaration.test(text.slice(at, at + 6)))
          throw new Fault(at, 'something before the XML declaration')
        at = behind('?>', at, 2, 'a processing instruction')
      } else if (text.startsWith('<![CDATA[', at)) {
        const end = behind(']]>', at, 9, 'a CDATA section')
        const inside = open.at(-1)?.node
        if (inside === undefined) throw new Fault(at, 'text outside the root element')
        inside.text += text.slice(at + 9, end - 3)
        at = end
      } else if (text.startsWith('<!DOCTYPE', at)) {
        doctype = true
        if (root !== undefined) throw new Fault(at, 'a DOCTYPE after the root element')
        at = behindDoctype(at)
      } else if (text.startsWith('</', at)) {
        const { groups, end } = match(endTag, at, 'an end tag that cannot be read')
        const closed = open.pop()?.node
        if (closed?.name !== groups[1]) {
          throw new Fault(at, `</${groups[1]}> where ${closed ? `</${closed.name}>` : 'no end tag'} was expected`)
        }
        at = end
      } else {
        const outer = open.at(-1)
        if (outer === undefined && root !== undefined) throw new Fault(at, 'a second root element')
        count += 1
        if (count > limits.elements) throw new Fault(at, `more than ${limits.elements} elements`, 'too-large')
        if (open.length >= limits.depth) throw new Fault(at, `elements more than ${limits.depth} deep`, 'too-large')
        const read = element(at, outer?.node, outer?.scope ?? outermost)
        outer?.node.children.push(read.node)
        root ??= read.node
        if (!read.empty) open.push(read)
        at = read.end
      }
    }
    const unclosed = open.at(-1)?.node
    if (unclosed !== undefined) throw new Fault(text.length, `the end of the file inside <${unclosed.name}>`)
    if (root === undefined) throw new Fault(text.length, 'no element')
    return root
  }

  function element(at: number, parent: XmlNode | undefined, outer: Scope) {
    const start = match(startTag, at, 'a tag that cannot be read')
    const written = new Map<string, string>()
    let end = start.end
    for (;;) {
      attribute.lastIndex = end
      const found = attribute.exec(text)
      if (found === null) break
      const key = found[1] ?? ''
      if (written.has(key)) throw new Fault(end, `the attribute ${key} twice`)
      const value = (found[2] ?? found[3] ?? '').replace(/\r\n?|[\n\t]/g, ' ')
      written.set(key, decode(value, end))
      end = attribute.lastIndex
    }
    const closing = match(tagEnd, end, `a tag <${start.groups[1]}> that does not end`)
    const own = new Map(
      [...written].flatMap(([key, value]): [string, string][] =>
        key === 'xmlns' ? [['', value]] : key.startsWith('xmlns:') ? [[key.slice(6), value]] : [],
      ),
    )
    const scope = own.size === 0 ? outer : { own, outer }
    const qualified = start.groups[1] ?? ''
    const node: XmlNode = {
      name: qualified,
      local: localOf(qualified),
      namespace: namespaceOf(qualified, scope, at),
      attributes: [...written]
        .filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'))
        .map(([key, value]) => ({
          name: key,
          local: localOf(key),
          namespace: key.includes(':') ? namespaceOf(key, scope, at) : '',
          value,
        })),
      children: [],
      text: '',
      parent,
      ...place(at),
    }
    return { node, scope, empty: closing.groups[1] === '/', end: closing.end }
  }

  function characters(inside: XmlNode | undefined, from: number, to: number): void {
    if (from === to) return
    const raw = text.slice(from, to)
    if (inside !== undefined) inside.text += decode(raw, from)
    else if (/[^ \t\r\n]/.test(raw)) throw new Fault(from, 'text outside the root element')
  }

  function behind(mark: string, at: number, skip: number, what: string): number {
    const end = text.indexOf(mark, at + skip)
    if (end === -1) throw new Fault(at, `${what} that does not end`)
    return end + mark.length
  }

  /** An internal subset is stepped over, never read: what it declares does not exist for us. */
  function behindDoctype(start: number): number {
    const mark = /<!--|["'[\]>]/g
    mark.lastIndex = start
    let subset = false
    for (let found = mark.exec(text)?.[0]; found !== undefined; found = mark.exec(text)?.[0]) {
      if (found === '<!--') mark.lastIndex = behind('-->', start, mark.lastIndex - start, 'a comment')
      else if (found === '"' || found === "'") mark.lastIndex = behind(found, mark.lastIndex, 0, 'a quoted text')
      else if (found !== '>') subset = found === '['
      else if (!subset) return mark.lastIndex
    }
    throw new Fault(start, 'a DOCTYPE that does not end')
  }

  function match(pattern: RegExp, at: number, otherwise: string): { groups: RegExpExecArray; end: number } {
    pattern.lastIndex = at
    const groups = pattern.exec(text)
    if (groups === null) throw new Fault(at, otherwise)
    return { groups, end: pattern.lastIndex }
  }
}

function decode(raw: string, at: number): string {
  if (!raw.includes('&')) return raw
  return raw.replace(
    /&(?:#x([0-9a-fA-F]{1,6});|#([0-9]{1,7});|([\w.-]{1,100});)?/g,
    (written: string, hex?: string, decimal?: string, entity?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : decimal ? Number.parseInt(decimal, 10) : undefined
      const character =
        code === undefined ? predefined.get(entity ?? '') : code <= 0x10ffff ? String.fromCodePoint(code) : undefined
      if (character === undefined || forbidden.test(character)) {
        throw new Fault(at, entity ? `the entity ${written}, which XML does not define` : 'an & that begins no entity')
      }
      return character
    },
  )
}

const localOf = (qualified: string): string => qualified.slice(qualified.indexOf(':') + 1)

function namespaceOf(qualified: string, scope: Scope, at: number): string {
  const prefix = qualified.includes(':') ? qualified.slice(0, qualified.indexOf(':')) : ''
  for (let one: Scope | undefined = scope; one !== undefined; one = one.outer) {
    const bound = one.own.get(prefix)
    if (bound !== undefined) return bound
  }
  if (prefix !== '') throw new Fault(at, `the prefix ${prefix}: without an xmlns:${prefix}`)
  return ''
}

/** Line and column of an offset, by halving a table of line starts. */
function placesOf(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}
