import { expect, test } from 'vitest'
import { checkBadge } from '../../src/certificates/badge/check.ts'
import { checkPdf } from '../../src/certificates/badge/check-pdf.ts'
import { tell } from '../../src/verifier/words.ts'
import { badge, NOON, pairOf, publicOf, sealedPdf } from '../certificates/badge/made.ts'

test('a badge that was laid out anew is valid, but no byte of it is vouched for', async () => {
  const made = await badge()
  const options = { keys: publicOf(pairOf('keys')), now: NOON, status: () => Promise.resolve('good' as const) }
  const indented = JSON.stringify(JSON.parse(made.credential), null, 4)
  expect(tell(await checkBadge(indented, options), false).sentence).toBe(
    'Issued by Test College, nothing it says changed since, and not revoked.',
  )
  expect(tell(await checkPdf(await sealedPdf(made), options), false).sentence).toBe(
    'Issued by Test College, not a byte changed since, and not revoked.',
  )
})
