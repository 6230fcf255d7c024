/** Measures and colours of the page. Points, origin top left; US Letter, landscape. */
export const PAGE = { width: 792, height: 612, left: 54, right: 738, top: 46, bottom: 572 } as const
export const COLUMN = { width: PAGE.right - PAGE.left, label: 112, facts: 496, side: 148 } as const

/** All text colours have at least 4.5:1 on white (ink 16:1, muted 6:1, accent 8:1). */
export const COLOUR = { ink: '#16212b', muted: '#55636e', line: '#d3dade', accent: '#0b5a5e' } as const

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

export const QR_SIDE = 104
/** Bytes a version 10 code holds at level M; beyond it a printed module is too small for a phone. */
export const LONGEST_ADDRESS = 213
