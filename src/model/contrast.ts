/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** Contrast of `#rrggbb` on white, 1 to 21, rounded down to hundredths: what is told never looks better than it is. */
export const contrastOnWhite = (colour: string): number => Math.floor(105 / (luminance(colour) + 0.05)) / 100

/** What WCAG 2.2, 1.4.3 asks of text. */
export const LEAST_CONTRAST = 4.5
