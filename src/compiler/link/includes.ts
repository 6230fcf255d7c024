import type { ParsedBlock, ParsedFragment } from '../../markdown/parsed.ts'
import type { Place, Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'

type SplicedBlock = Exclude<ParsedBlock, { kind: 'include' }>

/** How many blocks a section may come to: files that include others twice over grow without bound. */
const MAX_BLOCKS = 10_000

/** Puts the blocks of included files where the includes stand. A circle is reported once, where it closes. */
export function spliceIncludes(
  blocks: readonly ParsedBlock[],
  file: string,
  fragments: ReadonlyMap<string, ParsedFragment>,
): { readonly blocks: readonly SplicedBlock[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const out: SplicedBlock[] = []
  let seen = 0
  const splice = (inner: readonly ParsedBlock[], trail: readonly string[], outermost: Place): void => {
    for (const block of inner) {
      seen += 1
      if (seen === MAX_BLOCKS) problems.push(problem('include-many', { limit: MAX_BLOCKS }, outermost))
      if (seen >= MAX_BLOCKS) return
      if (block.kind !== 'include') {
        out.push(block)
        continue
      }
      const { src, place } = block
      const known = trail.indexOf(src)
      if (known === -1) {
        splice(fragments.get(src)?.blocks ?? [], [...trail, src], trail.length === 1 ? place : outermost)
      } else problems.push(problem('include-cycle', { files: [...trail.slice(known), src] }, place, { actual: src }))
    }
  }
  splice(blocks, [file], { file })
  return { blocks: out, problems }
}
