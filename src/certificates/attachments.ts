import { createHash } from 'node:crypto'
import { property } from './pdfkit-types.ts'

/** How an attached file relates to the page (ISO 19005-3, 6.8 and annex E). */
export type Relationship = 'Source' | 'Data' | 'Alternative' | 'Supplement' | 'Unspecified'

/** A file that travels inside the PDF. */
export interface Attachment {
  /** File name as readers list it; each once. */
  readonly name: string
  /** Media type, `application/json`. */
  readonly type: string
  readonly content: Uint8Array
  readonly relationship: Relationship
  readonly description: string
  /** Kept byte for byte as given, neither compressed nor summed, so that it can be filled in after drawing. */
  readonly stored?: true
}

/** Attaches files to the document as a whole. `day` is their date of change: the file knows no clock. */
export function attach(doc: PDFKit.PDFDocument, attachments: readonly Attachment[], day: Date): void {
  const names = attachments.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) throw new RangeError(`Two attachments are called ${twice}`)
  for (const attachment of attachments) attachFile(doc, attachment, day)
}

/** An object of the file, written when it ends. */
interface Reference {
  readonly end: (content?: Uint8Array) => void
}

/** A PDF text string: a plain one would be written as a name. */
const textString = (text: string): unknown => Object(text)

/**
 * Attaches a file to the document (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8). pdfkit's own `file` compresses and sums every
 * attachment, which a part that is filled in later cannot be.
 */
function attachFile(doc: PDFKit.PDFDocument, attachment: Attachment, day: Date): void {
  const { name, type, content, relationship, description, stored } = attachment
  const reference = (data: object): Reference => {
    const ref: unknown = Reflect.get(doc, 'ref')
    if (typeof ref !== 'function') throw new Error('pdfkit has no reference where version 0.20 has')
    return ref.call(doc, data) as Reference
  }
  const sum = createHash('md5').update(content).digest('hex')
  const file = reference({
    Type: 'EmbeddedFile',
    Subtype: type.replaceAll('/', '#2F').replaceAll('+', '#2B'),
    Params: { ModDate: day, Size: content.byteLength, ...(stored === undefined && { CheckSum: textString(sum) }) },
  })
  if (stored === true) Reflect.set(file, 'compress', false)
  file.end(content)
  const specification = reference({
    Type: 'Filespec',
    AFRelationship: relationship,
    F: textString(name),
    UF: textString(name),
    Desc: textString(description),
    EF: { F: file, UF: file },
  })
  specification.end()
  const register: unknown = Reflect.get(doc, 'addNamedEmbeddedFile')
  const catalogue = property(property(doc, '_root'), 'data')
  if (typeof register !== 'function' || typeof catalogue !== 'object' || catalogue === null)
    throw new Error('pdfkit does not hold its catalogue where version 0.20 does')
  register.call(doc, name, specification)
  const files = property(catalogue, 'AF')
  if (Array.isArray(files)) files.push(specification)
  else Reflect.set(catalogue, 'AF', [specification])
}
