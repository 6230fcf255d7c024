/** Measures and colours of a handout's page. Points, origin top left; US Letter, portrait. */
export const PAGE = { width: 612, height: 792, left: 60, right: 552, top: 72, bottom: 726 } as const

/** All text colours have at least 4.5:1 on white and on the fill. */
export const COLOUR = {
  ink: '#16212b',
  muted: '#4d5a65',
  line: '#b9c2c9',
  accent: '#0b5a5e',
  fill: '#eef2f3',
} as const

/** Point sizes. */
export const SIZE = { h1: 20, h2: 14.5, h3: 12, small: 8.5, text: 10 } as const

/** Height of a line as a multiple of its point size. */
export const LEADING = 1.45
