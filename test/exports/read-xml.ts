import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import { unzip } from '../support/unzip.ts'

/** Reads a document with a real parser, without a thought for namespaces, and closes it. */
export function withXml<T>(bytes: Uint8Array, read: (find: Find) => T): T {
  using document = XmlDocument.fromBuffer(bytes)
  return read(finder(document.root))
}

export interface Find {
  readonly name: string
  readonly text: string
  attribute(name: string): string | undefined
  /** Elements by a path of local names: `question/answer`, or `//answer` for any depth. */
  all(path: string): Find[]
  one(path: string): Find
}

function finder(element: XmlElement): Find {
  const all = (path: string): Find[] => {
    const steps = path
      .replace(/^\/\//, '')
      .split('/')
      .map((step) => `*[local-name()='${step}']`)
    const found = element.find(`${path.startsWith('//') ? './/' : './'}${steps.join('/')}`)
    return found.map((node) => finder(node as XmlElement))
  }
  return {
    name: element.name,
    text: element.content,
    attribute: (name) => element.attr(name)?.value,
    all,
    one: (path) => {
      const [first, ...others] = all(path)
      if (first === undefined || others.length > 0)
        throw new Error(`${others.length + 1} or no ${path} in ${element.name}`)
      return first
    },
  }
}

/** Text of a package's files by name. */
export async function zipText(bytes: Uint8Array): Promise<Map<string, string>> {
  return new Map((await unzip(bytes)).map((file) => [file.name, new TextDecoder().decode(file.bytes)]))
}
