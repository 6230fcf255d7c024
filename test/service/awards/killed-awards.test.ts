import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEveryDatabase } from '../../storage/databases.ts'
import { buildChild, killUntilDone } from './kill-until-done.ts'

/** `npm run bench:awards` does it with 1,000. */
const completions = 100
const root = fileURLToPath(new URL('../../../', import.meta.url))
const course = join(root, 'test/fixtures/compiled/minimal.json')

let child: Awaited<ReturnType<typeof buildChild>>
beforeAll(async () => {
  child = await buildChild(root)
})
afterAll(() => child.remove())

onEveryDatabase((place) => {
  test(`killed again and again during ${completions} completions, it makes every award and certificate exactly once`, async () => {
    await place.store().close()
    const { script } = child
    const proof = await killUntilDone({ script, url: place.url(), course, completions, most: 6, within: 300 })
    await place.reopen().catch(() => undefined)
    expect(proof).toMatchObject({
      awards: completions,
      certificates: completions,
      wrong: [],
      check: { entries: completions, certificates: completions, faults: [] },
    })
    expect(proof.kills).toBeGreaterThanOrEqual(2)
  }, 120_000)
})
