import PDFDocument from 'pdfkit'
import type { CertificateTemplate } from '../model/schema-types.ts'
import { type Attachment, attach } from './attachments.ts'
import { collect } from './collect.ts'
import { PDF_UA, xml } from './conformance.ts'
import { certificateContent } from './content.ts'
import { restartFonts } from './fonts.ts'
import { embedImage } from './images.ts'
import { drawPage, type Pictures } from './page.ts'
import { createPen } from './pen.ts'
import type { CertificateSnapshot } from './snapshot.ts'
import { DEFAULT_TEMPLATE, type Design, designOf } from './template.ts'

export interface RenderOptions {
  /** The template that was in force at issue; the default one where left out. */
  readonly template?: CertificateTemplate | undefined
  readonly attachments?: readonly Attachment[]
}

/**
 * Draws the certificate of a snapshot: one page in landscape, PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), fonts
 * embedded as subsets, creation date and file id from the snapshot. The same snapshot, template and attachments give
 * the same bytes in every process and time zone.
 *
 * Rejects with {@link import('./errors.ts').CertificateError} where a character has no glyph, a text does not fit, or
 * a value cannot stand on a certificate; nothing is ever cut off or shown as a box. Rejects with TypeError for a
 * template with faults (see `templateFaults`).
 */
export async function renderCertificate(
  snapshot: CertificateSnapshot,
  { template = DEFAULT_TEMPLATE, attachments = [] }: RenderOptions = {},
): Promise<Uint8Array> {
  const design = designOf(template, snapshot)
  const content = certificateContent(snapshot, design)
  const title = content.messages.documentTitle(content.number)
  const { sheet, colours } = design
  const doc = new PDFDocument({
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    size: [sheet.width, sheet.height],
    margin: 0,
    font: '',
    tagged: true,
    displayTitle: true,
    lang: content.language,
    // No personal data here: the title names the certificate, the page names the person.
    info: { Title: xml(title), Producer: 'Chartwright', Creator: 'Chartwright', CreationDate: content.created },
  })
  const bytes = collect(doc)
  const pictures = await embedPictures(doc, design)
  // From here to the end nothing waits: fonts are shared with other documents.
  restartFonts()
  const root = doc.struct('Document')
  doc.addStructure(root)
  drawPage(createPen(doc, { sheet, colours, rightToLeft: content.rightToLeft }), root, content, pictures)
  root.end()
  attach(doc, attachments, content.created)
  doc.appendXML(PDF_UA)
  doc.end()
  return bytes
}

async function embedPictures(doc: PDFKit.PDFDocument, { logo, signatory }: Design): Promise<Pictures> {
  const { picture: signature } = signatory ?? {}
  return {
    ...(logo !== undefined && {
      logo: { ...logo.picture, alt: logo.alt, image: await embedImage(doc, logo.picture.bytes) },
    }),
    ...(signature !== undefined && {
      signature: { ...signature, alt: '', image: await embedImage(doc, signature.bytes) },
    }),
  }
}
