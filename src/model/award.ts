import type { Award, AwardFile, AwardUnit } from './schema-types.ts'

/** The unit of an award that names none: a CEU of these bodies is 60 contact minutes. */
export const DEFAULT_UNIT: AwardUnit = { name: 'CEU', minutes: 60 }

export const unitOf = ({ unit }: Pick<AwardFile, 'unit'>): AwardUnit => unit ?? DEFAULT_UNIT

/**
 * The award with whichever of credits and minutes was left out: credits rounded down to hundredths, so that they are never
 * worth more than the minutes; minutes rounded up. Undefined where both were left out.
 */
export function filledIn(award: AwardFile): Award | undefined {
  const { credits, minutes } = award
  const per = unitOf(award).minutes
  if (credits !== undefined) return { ...award, credits, minutes: minutes ?? Math.max(1, minutesFor(credits, per)) }
  return minutes === undefined ? undefined : { ...award, credits: Math.floor((minutes * 100) / per) / 100, minutes }
}

/** Contact minutes that so many credits ask for. Floats that come near a whole number are that number. */
export const minutesFor = (credits: number, unitMinutes: number): number => Math.ceil(credits * unitMinutes - 1e-6)

/** Who approved the credits of an award. */
export const approverOf = ({ approver, approval }: Pick<AwardFile, 'approver' | 'approval'>): string | undefined =>
  approver ?? approval?.approver
