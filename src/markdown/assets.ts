import type { Place } from '../problems/problem.ts'
import { courseAddress, readAddress } from './addresses.ts'
import { type Context, report } from './context.ts'

/**
 * Records the use of a file of the course and returns its address for rendered HTML; reports one that is not a file of
 * the course and returns undefined.
 */
export function useAsset(context: Context, src: string, place: Place): string | undefined {
  const address = readAddress(src, context.file)
  if (address.kind === 'internal' && address.path !== context.file) {
    context.references.push({ kind: 'asset', target: address.path, place })
    return courseAddress(address.path)
  }
  if (address.kind === 'outside') report(context, 'file-name-unsafe', { path: address.path }, place, { actual: src })
  else report(context, 'media-external', { address: src }, place, { actual: src })
  return undefined
}
