import { columns, didYouMean, wrongUsage } from './command.ts'
import { commands } from './commands/index.ts'
import { EXIT, exitCodeWords } from './exit-codes.ts'
import type { Io } from './io.ts'
import { systemErrorWords } from './system-errors.ts'
import { version } from './version.ts'

/**
 * The command line as a function.
 *
 * @param argv what follows the program's name
 * @returns the exit code, one of `EXIT`
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [verb, ...rest] = argv
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') {
    const [topic] = rest
    if (verb === 'help' && topic !== undefined) return run([topic, '--help'], io)
    if (verb === undefined) io.stderr(help())
    else io.stdout(help())
    return verb === undefined ? EXIT.usage : EXIT.fine
  }
  if (verb === '--version') {
    io.stdout(`${version()}\n`)
    return EXIT.fine
  }
  const command = Object.values(commands).find(({ name }) => name === verb)
  if (command === undefined) {
    const known = verb.startsWith('-') ? ['--help', '--version'] : Object.keys(commands)
    const what = verb.startsWith('-') ? 'option' : 'verb'
    return wrongUsage(io, `There is no ${what} ${verb}.${didYouMean(verb, known)}`, 'Try: chartwright --help')
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    const words = systemErrorWords(error)
    if (words !== undefined) {
      io.stderr(`chartwright: ${words}\n`)
      return EXIT.io
    }
    io.stderr(internalErrorText(error, io.env.CHARTWRIGHT_DEBUG !== undefined))
    return EXIT.internal
  }
}

function help(): string {
  const verbs = Object.values(commands).map(({ name, summary }): [string, string] => [name, summary])
  const codes = Object.entries(exitCodeWords).map(([name, words]): [string, string] => [
    String(EXIT[name as keyof typeof EXIT]),
    words,
  ])
  return [
    'Chartwright compiles medical-coding courses written in Markdown into packages for learning management systems.',
    '',
    'Usage: chartwright <verb> …',
    '',
    ...columns([
      ...verbs,
      ['--version', 'Show the version'],
      ['--help', 'Show this text; after a verb, the help of that verb'],
    ]),
    '',
    'Exit codes',
    ...columns(codes),
    '',
  ].join('\n')
}

/** One line and what to do; the trace only for whoever asks for it. */
function internalErrorText(error: unknown, trace: boolean): string {
  const what = error instanceof Error ? error.message : String(error)
  const detail = trace && error instanceof Error ? `${error.stack ?? ''}\n` : ''
  return (
    `chartwright: internal error: ${what.split('\n')[0] ?? ''}\n` +
    'This is a bug in chartwright, not a mistake in your course. Please report it with the output of the same command run ' +
    `with CHARTWRIGHT_DEBUG=1 set.\n${detail}`
  )
}
