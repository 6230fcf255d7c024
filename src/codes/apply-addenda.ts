import { type CodeEntry, type Codes, codeMap, countsOf } from './code-set.ts'
import { fault, type Read } from './fault.ts'
import type { Addenda } from './formats/addenda.ts'

/**
 * Edition + addenda → next edition. Refused unless the counts before and after are those of the addenda's trailer, and every
 * line finds the edition as it says: deleted and revised codes are there with that title, added ones are not.
 */
export function applyAddenda(base: Codes, addenda: Addenda): Read<Codes> {
  const { before, after, changes } = addenda
  const found = countsOf(base.values())
  if (found.billable !== before.billable || found.headers !== before.headers) {
    return fault(
      `It changes an edition of ${before.billable} codes and ${before.headers} headers, but the edition just before it has ${found.billable} codes and ${found.headers} headers.`,
    )
  }
  const codes = new Map([...base.values()].map((entry) => [entry.code, entry]))
  // A code that becomes a header is deleted as a code and added as a header, in either order.
  for (const change of changes) {
    if (change.kind === 'add') continue
    const old = 'from' in change ? change.from : change.entry
    const there = codes.get(old.code)
    if (there === undefined)
      return fault(`${old.code} is to be changed, but the edition before does not have it.`, change.line)
    if (!same(there, old))
      return fault(`${old.code} has another title in the edition before: ${JSON.stringify(there.title)}.`, change.line)
    codes.delete(old.code)
    if ('to' in change) codes.set(change.to.code, change.to)
  }
  for (const change of changes) {
    if (change.kind !== 'add') continue
    if (codes.has(change.entry.code))
      return fault(`${change.entry.code} is to be added, but is there already.`, change.line)
    codes.set(change.entry.code, change.entry)
  }
  const made = countsOf(codes.values())
  if (made.billable !== after.billable || made.headers !== after.headers) {
    return fault(
      `It should lead to ${after.billable} codes and ${after.headers} headers, but leads to ${made.billable} and ${made.headers}.`,
    )
  }
  return { value: codeMap([...codes.values()]) }
}

const same = (a: CodeEntry, b: CodeEntry): boolean =>
  a.billable === b.billable && a.title === b.title && a.short === b.short
