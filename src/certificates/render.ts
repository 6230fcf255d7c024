import PDFDocument from 'pdfkit'
import { collect } from './collect.ts'
import { certificateContent } from './content.ts'
import { drawPage } from './page.ts'
import { createPen } from './pen.ts'
import type { CertificateSnapshot } from './snapshot.ts'
import { PAGE } from './theme.ts'

/**
 * Draws the certificate of a snapshot: one US Letter page in landscape, tagged as PDF/UA-1 (ISO 14289-1) asks, fonts
 * embedded as subsets, creation date and file id from the snapshot. The same snapshot gives the same bytes in every
 * process and time zone.
 *
 * Rejects with {@link import('./errors.ts').CertificateError} where a character has no glyph, a text does not fit, or
 * a value cannot stand on a certificate; nothing is ever cut off or shown as a box.
 */
export async function renderCertificate(snapshot: CertificateSnapshot): Promise<Uint8Array> {
  const content = certificateContent(snapshot)
  const title = content.messages.documentTitle(content.number)
  const doc = new PDFDocument({
    pdfVersion: '1.7',
    size: [PAGE.width, PAGE.height],
    margin: 0,
    font: '',
    tagged: true,
    displayTitle: true,
    lang: content.language,
    // No personal data here: the title names the certificate, the page names the person.
    info: { Title: xml(title), Producer: 'Chartwright', Creator: 'Chartwright', CreationDate: content.created },
  })
  const bytes = collect(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  drawPage(createPen(doc), root, content)
  root.end()
  doc.appendXML(PDF_UA)
  doc.end()
  return bytes
}

/** ISO 14289-1, clause 5: how a file says that it is PDF/UA-1. */
const PDF_UA = `
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>`

/** pdfkit writes the title into XMP as it stands. A real certificate number has nothing to escape. */
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
