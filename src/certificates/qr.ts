import { encode } from 'uqr'

/** A horizontal run of dark modules: column, row and length in modules. */
export interface QrRun {
  readonly x: number
  readonly y: number
  readonly length: number
}

export interface QrCode {
  /** Modules a side, without the quiet zone of 4 modules that ISO/IEC 18004 asks for. */
  readonly size: number
  readonly runs: readonly QrRun[]
}

/** Encodes a text at error correction level M (15 % of the code may be lost to a fold or a stain). */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  return { size, runs: data.flatMap((row, y) => darkRuns(row, y)) }
}

function darkRuns(row: readonly boolean[], y: number): QrRun[] {
  const runs: QrRun[] = []
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue
    const start = x
    while (row[x + 1]) x++
    runs.push({ x: start, y, length: x + 1 - start })
  }
  return runs
}
