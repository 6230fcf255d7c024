import type { Response } from '../response.ts'
import { packText, textFits, unpackText } from '../state/pack.ts'

/** What questions answered by typing have in common. `limit`: longest packed answer. */
export const typed = (limit: number) => ({
  accepts: (_: unknown, response: Response): boolean =>
    response.length === 0 || (response.length === 1 && textFits(response[0] ?? '', limit)),
  answered: (_: unknown, response: Response): boolean => (response[0] ?? '').trim() !== '',
  pack: (_: unknown, response: Response): string => packText(response[0] ?? ''),
  unpack: (_: unknown, packed: string): Response | undefined => {
    const text = unpackText(packed)
    return text === undefined ? undefined : [text]
  },
  longest: (): number => limit + 1,
})
