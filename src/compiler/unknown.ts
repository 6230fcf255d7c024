import { compareText } from '../problems/problem.ts'
import { nearest } from '../validation/nearest.ts'

/** What messages about an unknown name need: the name, those that exist, sorted, and the one most likely meant. */
export function unknownName(name: string, candidates: Iterable<string>) {
  const known = [...candidates].sort(compareText)
  const near = nearest(name, known)
  return { name, known, ...(near === undefined ? {} : { nearest: near }) }
}
