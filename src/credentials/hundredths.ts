import type { CreditEntry } from '../model/ledger.ts'
import type { Credential } from '../model/schema-types.ts'

/**
 * Credits are counted in whole hundredths, so that sums do not drift. What is recorded in finer parts is cut off; the
 * small addition makes up for decimals that a float cannot hold (0.29 × 100 = 28.999…).
 */
export const toHundredths = (credits: number): number => Math.floor(credits * 100 + 1e-6)

export const fromHundredths = (hundredths: number): number => hundredths / 100

/**
 * What an entry is worth in a body's unit, in hundredths. Credits recorded in that very unit are taken as they are, others
 * are calculated from the contact minutes; then both are rounded as the body rounds.
 */
export function worthOf(
  { credits, minutes, unit }: Pick<CreditEntry, 'credits' | 'minutes' | 'unit'>,
  { name, minutes: per, rounding = { step: 0.01, mode: 'down' } }: Credential['unit'],
): number {
  const same = unit.name === name && unit.minutes === per
  // In hundredths of a minute all of this is whole numbers.
  const amount = same ? toHundredths(credits) * per : minutes * 100
  const step = toHundredths(rounding.step)
  const rest = amount % (step * per)
  const whole = ((amount - rest) / (step * per)) * step
  const rounded = goesUp(rest, step * per, rounding) ? whole + step : whole
  return rounded < toHundredths(rounding.least ?? 0) ? 0 : rounded
}

type Rounding = NonNullable<Credential['unit']['rounding']>

function goesUp(rest: number, step: number, { mode, upFrom }: Rounding): boolean {
  switch (mode) {
    case 'down':
      return upFrom !== undefined && rest >= upFrom * 100
    case 'nearest':
      return rest * 2 >= step
    case 'up':
      return rest > 0
  }
}
