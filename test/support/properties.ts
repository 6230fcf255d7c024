import fc from 'fast-check'

/**
 * Properties are tried on the same cases at every run, so one commit has one result. `FUZZ=random npx vitest run <file>` tries
 * cases nobody has tried; `FUZZ=<seed>` those of a seed that a failure has printed.
 */
const { FUZZ = '20261122' } = process.env
if (FUZZ !== 'random') fc.configureGlobal({ seed: Number(FUZZ) })

export default fc
