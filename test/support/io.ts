import type { Io } from '../../src/cli/io.ts'

export interface TestIo extends Io {
  /** What was written so far. */
  readonly written: () => { readonly stdout: string; readonly stderr: string }
}

/** The world of a command: what it writes is kept, its clock stands still. */
export function testIo(changes: Partial<Io> = {}): TestIo {
  let stdout = ''
  let stderr = ''
  return {
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    isTty: false,
    stderrIsTty: false,
    cwd: '/',
    env: {},
    now: () => Date.UTC(2026, 10, 22),
    untilStopped: () => Promise.resolve(),
    ...changes,
    written: () => ({ stdout, stderr }),
  }
}
