import { createInterface, type Interface } from 'node:readline'

/** Asks one question after the other on a terminal. Lines typed ahead answer the questions that follow. */
export function terminalAsk(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): (question: string) => Promise<string | undefined> {
  const typed: string[] = []
  let reader: Interface | undefined
  let ended = false
  let waiting: ((line: string | undefined) => void) | undefined
  const answer = (line: string | undefined): void => {
    waiting?.(line)
    waiting = undefined
    // A terminal that is listened to would keep the program from ending.
    reader?.pause()
  }
  return (question) => {
    if (reader === undefined) {
      reader = createInterface({ input, output, terminal: false })
      reader.on('line', (line) => (waiting === undefined ? void typed.push(line) : answer(line)))
      reader.on('close', () => {
        ended = true
        answer(undefined)
      })
    }
    output.write(question)
    const [next] = typed.splice(0, 1)
    if (next !== undefined || ended) return Promise.resolve(next)
    reader.resume()
    return new Promise((resolve) => {
      waiting = resolve
    })
  }
}
