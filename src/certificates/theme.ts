/** Measures of a page in points, origin top left. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Widths: of the column of text, of the facts and their labels in it, and of the column with the code. */
  readonly column: number
  readonly facts: number
  readonly label: number
  readonly side: number
}

const SIDE = 148
const GUTTER = 40
const MARGIN = { side: 54, top: 46, bottom: 40 } as const

function landscape(width: number, height: number): Sheet {
  const column = width - 2 * MARGIN.side
  const edges = { left: MARGIN.side, right: width - MARGIN.side, top: MARGIN.top, bottom: height - MARGIN.bottom }
  return { width, height, ...edges, column, facts: column - SIDE - GUTTER, label: 112, side: SIDE }
}

export const SHEETS = {
  letter: landscape(792, 612),
  a4: landscape(841.89, 595.28),
} as const satisfies Record<string, Sheet>

export interface Colours {
  readonly ink: string
  readonly muted: string
  readonly accent: string
  readonly line: string
}

/** All text colours have at least 4.5:1 on white (ink 16:1, muted 6:1, accent 8:1). */
export const COLOURS: Colours = { ink: '#16212b', muted: '#55636e', accent: '#0b5a5e', line: '#d3dade' }

/** Sizes tried for a text of any length, largest first, and the height it may take. */
export interface Fit {
  readonly sizes: readonly number[]
  readonly height: number
}

/** 300 of the widest capital letters still fit at the smallest size of a name. */
export const FIT = {
  learner: { sizes: [34, 30, 26, 22, 18, 15, 13, 11], height: 78 },
  activity: { sizes: [20, 17, 15, 13, 11], height: 56 },
  provider: { sizes: [11, 10, 9], height: 31 },
} as const satisfies Record<string, Fit>

/** How closely the facts and the statement are set: point sizes, and the space above and below a row. */
export interface Density {
  readonly value: number
  readonly label: number
  readonly statement: number
  readonly padding: number
}

/** Tried in this order until the page holds everything; the last is the smallest print we call readable. */
export const DENSITIES = [
  { value: 9.5, label: 9, statement: 8.5, padding: 4 },
  { value: 8.5, label: 8.5, statement: 8, padding: 2.5 },
  { value: 7.5, label: 7.5, statement: 7.5, padding: 1.5 },
] as const satisfies readonly Density[]

/** Room for pictures, which keep their proportions in it. */
export const LOGO = { width: 200, height: 40, below: 6 } as const
export const SIGNATURE = { width: SIDE, height: 34, above: 4 } as const

export const QR_SIDE = 104
/** Bytes a version 10 code holds at level M; beyond it a printed module is too small for a phone. */
export const LONGEST_ADDRESS = 213
