/** Run in a process of its own: renders the samples named on the command line, in that order; a line of hash for each. */
import { createHash } from 'node:crypto'
import { renderCertificate } from '../../src/certificates/render.ts'
import { SAMPLES } from './samples.ts'

for (const name of process.argv.slice(2)) {
  const snapshot = Object.entries(SAMPLES).find(([key]) => key === name)?.[1]
  if (snapshot === undefined) throw new Error(`No sample is called ${name}`)
  const hash = createHash('sha256').update(await renderCertificate(snapshot))
  process.stdout.write(`${name} ${hash.digest('hex')}\n`)
}
