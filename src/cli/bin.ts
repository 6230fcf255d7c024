#!/usr/bin/env node
/** The one file that touches the process: arguments, environment, working folder, signals and exit code. */
import { setFlagsFromString } from 'node:v8'
import type { Io } from './io.ts'
import { run } from './main.ts'
import { terminalAsk } from './terminal-ask.ts'

// A reader that has seen enough (`| head`) closes the pipe; that is not an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    throw error
  })
}

const io: Io = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isTty: process.stdout.isTTY === true,
  stderrIsTty: process.stderr.isTTY === true,
  cwd: process.cwd(),
  env: process.env,
  now: () => Date.now(),
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    }),
  ...(process.stdin.isTTY ? { ask: terminalAsk(process.stdin, process.stderr) } : {}),
}

const argv = process.argv.slice(2)

// V8 is set up for programs that run for hours. A build reads much text once and ends: without guesses at which objects
// will live long, and on Node 20 with less code optimised (later versions have no such flag and a cheaper compiler), it
// takes two thirds of the processor time and three quarters of the memory.
if (argv[0] !== 'serve') {
  setFlagsFromString('--no-allocation-site-pretenuring')
  if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=1000000')
}

// Not process.exit: what was written to a pipe must be read to its end first.
process.exitCode = await run(argv, io)
