import type { CertificateContent } from './content.ts'
import { CertificateError } from './errors.ts'
import type { Box, Pen, Structure, TextStyle } from './pen.ts'
import { qrCode } from './qr.ts'
import { LONGEST_ADDRESS, QR_SIDE } from './theme.ts'

const LABEL = { size: 9, weight: 'semibold', colour: 'accent' } as const satisfies TextStyle
const HOW = { size: 7.5, colour: 'muted' } as const satisfies TextStyle
const ADDRESS = { size: 8, colour: 'accent' } as const satisfies TextStyle
/** The number in an address stays in one piece: people read it out, and type it. */
const address = (number: string): TextStyle => ({ ...ADDRESS, whole: number })
/** Around the code, at least the quiet zone of 4 modules for every address of 27 bytes or more. */
const SPACE = { top: 4, aroundCode: 14 } as const

export function verifyHeight(pen: Pen, { messages, number, verifyUrl }: CertificateContent): number {
  const { side } = pen.sheet
  const texts = [
    pen.height(messages.verify, side, LABEL),
    pen.height(messages.verifyHow, side, HOW),
    pen.height(verifyUrl, side, address(number)),
  ]
  return SPACE.top + 2 * SPACE.aroundCode + QR_SIDE + texts.reduce((sum, height) => sum + height, 0)
}

/** The column beside the facts: the code, and the same address as a link in print. */
export function drawVerify(pen: Pen, root: Structure, content: CertificateContent, top: number): void {
  const { messages, number, verifyUrl } = content
  if (verifyUrl.length > LONGEST_ADDRESS) {
    throw new CertificateError({ code: 'text-too-long', field: 'verifyUrl', length: verifyUrl.length })
  }
  const width = pen.sheet.side
  const x = pen.sheet.right - width
  const paragraph = (text: string, y: number, style: TextStyle): number => {
    pen.paragraph(root, 'P', {}, text, { x, y, width }, style)
    return y + pen.height(text, width, style)
  }
  pen.rule(x, top, width)
  const codeTop = paragraph(messages.verify, top + SPACE.top, LABEL) + SPACE.aroundCode
  drawQr(pen, root, verifyUrl, messages.qrAlt(verifyUrl), { x, y: codeTop, width: QR_SIDE, height: QR_SIDE })
  const y = paragraph(messages.verifyHow, codeTop + QR_SIDE + SPACE.aroundCode, HOW)
  const box: Box = { x, y, width, height: pen.height(verifyUrl, width, address(number)) }
  pen.link(pen.tag(root, 'P', {}), verifyUrl, messages.linkTo(verifyUrl), box, address(number))
}

function drawQr(pen: Pen, root: Structure, text: string, alt: string, box: Box): void {
  const { size, runs } = qrCode(text)
  const module = box.width / size
  pen.figure(root, alt, box, ({ x, y }) => {
    pen.fill(
      runs.map((run) => ({
        x: x + run.x * module,
        y: y + run.y * module,
        width: run.length * module,
        height: module,
      })),
    )
  })
}
