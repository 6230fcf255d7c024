export interface Piece {
  readonly text: string
  /** Lines of the file before it. */
  readonly lineOffset: number
}

/**
 * Cuts a bank at its level-2 headings before anything is parsed: the parser's time grows with the square of a file's
 * length, and a mistake in one question (a box that is not closed) cannot reach into the next.
 *
 * @returns what stands before the first question (front matter), and one piece per question
 */
export function splitQuestions(text: string): { readonly head: Piece; readonly questions: readonly Piece[] } {
  const lines = text.split('\n')
  const starts: number[] = []
  let fence: string | undefined
  for (let line = endOfFrontMatter(lines); line < lines.length; line++) {
    const current = lines[line] ?? ''
    if (fence !== undefined) {
      if (closes(current, fence)) fence = undefined
    } else if (/^ {0,3}##(?:[ \t]|\r?$)/.test(current)) starts.push(line)
    else fence = /^ {0,3}(`{3,}(?!.*`)|~{3,})/.exec(current)?.[1]
  }
  const piece = (from: number, to: number): Piece => ({ text: lines.slice(from, to).join('\n'), lineOffset: from })
  return {
    head: piece(0, starts[0] ?? lines.length),
    questions: starts.map((start, index) => piece(start, starts[index + 1] ?? lines.length)),
  }
}

/** A comment in YAML may look like a heading. */
function endOfFrontMatter(lines: readonly string[]): number {
  const isFence = (line: string | undefined): boolean => line !== undefined && /^---[ \t]*\r?$/.test(line)
  if (!isFence(lines[0])) return 0
  const end = lines.findIndex((line, index) => index > 0 && isFence(line))
  return end === -1 ? 0 : end + 1
}

/** CommonMark 0.31, 4.5: a closing fence is at least as long as the opening one and has nothing behind it. */
const closes = (line: string, fence: string): boolean => {
  const [, found] = /^ {0,3}(`{3,}|~{3,})[ \t]*\r?$/.exec(line) ?? []
  return found !== undefined && found.length >= fence.length && found[0] === fence[0]
}
