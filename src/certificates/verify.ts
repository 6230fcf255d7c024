import type { CertificateContent } from './content.ts'
import { CertificateError } from './errors.ts'
import type { Box, Pen, Structure, TextStyle } from './pen.ts'
import { qrCode } from './qr.ts'
import { COLOUR, COLUMN, LONGEST_ADDRESS, PAGE, QR_SIDE } from './theme.ts'

const LABEL = { size: 9, weight: 'semibold', colour: COLOUR.accent } as const satisfies TextStyle
const HOW = { size: 7.5, colour: COLOUR.muted } as const satisfies TextStyle
const ADDRESS = { size: 8, colour: COLOUR.accent } as const satisfies TextStyle
/** Around the code, at least the quiet zone of 4 modules for every address of 27 bytes or more. */
const SPACE = { top: 4, aroundCode: 14 } as const

export function verifyHeight(pen: Pen, { messages, verifyUrl }: CertificateContent): number {
  const texts = [
    pen.height(messages.verify, COLUMN.side, LABEL),
    pen.height(messages.verifyHow, COLUMN.side, HOW),
    pen.height(verifyUrl, COLUMN.side, ADDRESS),
  ]
  return SPACE.top + 2 * SPACE.aroundCode + QR_SIDE + texts.reduce((sum, height) => sum + height, 0)
}

/** The column beside the facts: the code, and the same address as a link in print. */
export function drawVerify(pen: Pen, root: Structure, { messages, verifyUrl }: CertificateContent, top: number): void {
  if (verifyUrl.length > LONGEST_ADDRESS) {
    throw new CertificateError({ code: 'text-too-long', field: 'verifyUrl', length: verifyUrl.length })
  }
  const x = PAGE.right - COLUMN.side
  const width = COLUMN.side
  const paragraph = (text: string, y: number, style: TextStyle): number => {
    pen.tag(root, 'P', {}, () => {
      pen.text(text, x, y, width, style)
    })
    return y + pen.height(text, width, style)
  }
  pen.rule(x, top, width)
  const codeTop = paragraph(messages.verify, top + SPACE.top, LABEL) + SPACE.aroundCode
  drawQr(pen, root, verifyUrl, messages.qrAlt(verifyUrl), { x, y: codeTop, width: QR_SIDE, height: QR_SIDE })
  const y = paragraph(messages.verifyHow, codeTop + QR_SIDE + SPACE.aroundCode, HOW)
  const box: Box = { x, y, width, height: pen.height(verifyUrl, width, ADDRESS) }
  pen.link(pen.tag(root, 'P', {}), verifyUrl, messages.linkTo(verifyUrl), box, ADDRESS)
}

function drawQr(pen: Pen, root: Structure, text: string, alt: string, box: Box): void {
  const { size, runs } = qrCode(text)
  const module = box.width / size
  const bbox = [box.x, box.y, box.x + box.width, box.y + box.height] as const
  pen.tag(root, 'Figure', { alt, bbox, placement: 'Block' }, () => {
    pen.fill(
      runs.map((run) => ({
        x: box.x + run.x * module,
        y: box.y + run.y * module,
        width: run.length * module,
        height: module,
      })),
    )
  })
}
