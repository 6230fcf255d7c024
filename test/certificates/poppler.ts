/** Looks at a PDF the way a person does: drawn as an image, read as text, and by its tags, with poppler's tools. */
import { spawnSync } from 'node:child_process'

const missing = spawnSync('pdftoppm', ['-v']).error !== undefined

/** True where the tools are missing and this is no CI run; says so once, so that the gap is seen. */
export const withoutPoppler = missing && !process.env.CI
if (withoutPoppler) console.warn('Skipped: looking at certificates takes pdftoppm (install poppler-utils)')

function run(tool: string, args: readonly string[], pdf: Uint8Array): Buffer {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { input: pdf, maxBuffer: 64 << 20 })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${tool} ended with ${status}: ${stderr.toString()}`)
  return stdout
}

export const pdfText = (pdf: Uint8Array): string => run('pdftotext', ['-layout', '-', '-'], pdf).toString('utf8')
export const pdfInfo = (pdf: Uint8Array): string => run('pdfinfo', ['-'], pdf).toString('utf8')
export const pdfStructure = (pdf: Uint8Array): string => run('pdfinfo', ['-struct-text', '-'], pdf).toString('utf8')
export const pdfFonts = (pdf: Uint8Array): string => run('pdffonts', ['-'], pdf).toString('utf8')

export interface Word {
  readonly text: string
  readonly box: readonly [left: number, top: number, right: number, bottom: number]
}

/** Every word with its box in points, origin top left. */
export function pdfWords(pdf: Uint8Array): Word[] {
  const html = run('pdftotext', ['-bbox', '-', '-'], pdf).toString('utf8')
  const words = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g
  return [...html.matchAll(words)].map(([, left, top, right, bottom, text]) => ({
    text: (text ?? '').replaceAll('&amp;', '&'),
    box: [Number(left), Number(top), Number(right), Number(bottom)],
  }))
}

/** Grey values of the first page; coordinates in points. */
export interface Picture {
  /** 0 black … 255 white. */
  at(x: number, y: number): number
  /** Share of dark pixels in a box, and the topmost dark point in it. */
  ink(box: Word['box']): { readonly share: number; readonly top: number }
}

export function draw(pdf: Uint8Array, scale = 3): Picture {
  const pgm = run('pdftoppm', ['-gray', '-r', String(72 * scale), '-'], pdf)
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1'))
  if (header === null) throw new Error('pdftoppm gave no grey picture')
  const width = Number(header[1])
  const at = (x: number, y: number): number => {
    const value = pgm[header[0].length + Math.floor(y * scale) * width + Math.floor(x * scale)]
    if (value === undefined) throw new RangeError(`No pixel at ${x}, ${y}`)
    return value
  }
  const ink: Picture['ink'] = ([left, top, right, bottom]) => {
    let dark = 0
    let all = 0
    let first = Number.POSITIVE_INFINITY
    for (let y = top; y < bottom; y += 1 / scale) {
      for (let x = left; x < right; x += 1 / scale) {
        all++
        if (at(x, y) > 150) continue
        dark++
        first = Math.min(first, y)
      }
    }
    return { share: dark / all, top: first }
  }
  return { at, ink }
}
