/** `<!-- phi-ok: reason -->`: the author has looked, and says why what stands there is nobody's. */
export interface Suppression {
  /** Line and column of the comment, from 1. */
  readonly line: number
  readonly column: number
  readonly reason: string
  /** Lines it speaks for, from 1, both inclusive: its own, or where it stands alone, those up to the next blank line. */
  readonly from: number
  readonly to: number
}

const COMMENT = /<!--\s*phi-ok\b(?<rest>[^>]*?)-->/dg

export function suppressionsOf(lines: readonly string[]): Suppression[] {
  return lines.flatMap((text, i) =>
    [...text.matchAll(COMMENT)].map((match): Suppression => {
      const alone = text.replace(match[0], '').trim() === ''
      const blank = lines.findIndex((line, at) => at > i + 1 && line.trim() === '')
      // A blank line may separate the comment from its paragraph.
      const start = alone && (lines[i + 1] ?? '').trim() === '' ? i + 1 : i
      const end = lines.findIndex((line, at) => at > start + 1 && line.trim() === '')
      const to = alone ? (start === i ? blank : end) : i + 1
      return {
        line: i + 1,
        column: match.index + 1,
        reason: /^\s*:\s*(\S[\s\S]*)$/.exec(match.groups?.rest ?? '')?.[1]?.trim() ?? '',
        from: i + 1,
        to: to === -1 ? lines.length : to,
      }
    }),
  )
}

/** The line without such comments, everything else in its place. */
export const withoutSuppressions = (line: string): string =>
  line.replace(COMMENT, (comment) => ' '.repeat(comment.length))
