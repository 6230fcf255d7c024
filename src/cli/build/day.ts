/** The day in UTC, `2026-11-22`. @param now milliseconds since 1970-01-01 UTC */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)
