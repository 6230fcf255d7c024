/** A pool and how many of its questions are asked. */
export interface Pool {
  readonly questions: readonly string[]
  readonly count: number
}

export interface PoolDiff {
  readonly removed: readonly string[]
  readonly added: readonly string[]
  /** How many of the questions a learner was asked can leave at most. */
  readonly leave: number
}

/**
 * What a changed pool does to a draw that was made. Draws take the lowest ranks, and a rank depends on the question alone,
 * so of k drawn only those leave that were taken out or that new ones push beyond the new count.
 */
export function poolDiff(before: Pool, after: Pool): PoolDiff {
  const now = new Set(after.questions)
  const was = new Set(before.questions)
  const removed = [...was].filter((id) => !now.has(id))
  const added = [...now].filter((id) => !was.has(id))
  const drawn = Math.min(before.count, was.size)
  const pushed = after.count >= now.size ? 0 : drawn - after.count + added.length
  return { removed, added, leave: Math.min(drawn, Math.max(Math.min(removed.length, drawn), pushed)) }
}
