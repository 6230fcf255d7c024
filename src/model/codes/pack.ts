import type { CodeEntry, EntryRole } from './entry.ts'

/**
 * Codes in saved progress: one sign for the role, then for diagnoses the POA indicator (`0` for none), for procedures the
 * day (two digits in base 36, `00` for none), then the code; `-` ends the list, where `!` ends a text: neither is ever read as
 * the other when a question changes its type. A diagnosis costs at most 9 characters, a procedure 10.
 */
const SIGNS: Readonly<Record<EntryRole, string>> = { P: ':', S: '.', A: '*', R: ',', D: '_' }

const markOf = ({ role, mark }: CodeEntry): string => {
  if (role === 'P' || role === 'S') return mark === '' ? '0' : mark
  return role === 'R' ? Number(mark).toString(36).toUpperCase().padStart(2, '0') : ''
}

export const packEntries = (entries: readonly CodeEntry[]): string =>
  `${entries.map((entry) => SIGNS[entry.role] + markOf(entry) + entry.code).join('')}-`

export function unpackEntries(packed: string): CodeEntry[] | undefined {
  if (!/^([:.][0YNUWE][A-Z0-9]{2,7}|\*[A-Z0-9]{2,7}|,[0-9A-Z]{2}[A-Z0-9]{2,7}|_\d{2})+-$/.test(packed)) return undefined
  return [...packed.matchAll(/([:.*,_])([A-Z0-9]+)/g)].map(([, sign = '', body = '']): CodeEntry => {
    if (sign === ':' || sign === '.') {
      const mark = body.charAt(0)
      return { role: sign === ':' ? 'P' : 'S', mark: mark === '0' ? '' : mark, code: body.slice(1) }
    }
    if (sign === ',') {
      const day = Number.parseInt(body.slice(0, 2), 36)
      return { role: 'R', mark: day === 0 ? '' : String(day), code: body.slice(2) }
    }
    return { role: sign === '*' ? 'A' : 'D', mark: '', code: body }
  })
}

/** Characters of a diagnosis, a procedure, an admitting diagnosis and a disposition at their longest. */
export const LONGEST = { diagnosis: 9, procedure: 10, admitting: 8, disposition: 3, end: 1 } as const
