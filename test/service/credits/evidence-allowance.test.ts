import { expect, test } from 'vitest'
import { MOST_EVIDENCE_A_DAY } from '../../../src/service/credits/evidence-allowance.ts'
import { recordExternal } from '../../../src/service/credits/record.ts'
import { PDF } from '../../support/evidence-files.ts'
import { testService } from '../../support/service.ts'

const activity = {
  title: 'Sepsis',
  provider: 'Example Hospital',
  type: 'webinar',
  domains: ['coding-and-classification'],
  completedOn: '2026-03-31',
  minutes: 60,
  credits: 1,
  unit: { name: 'CEU', minutes: 60 },
  credentials: [],
} as const
const fields = {
  title: 'Another webinar',
  provider: 'Example Hospital',
  type: 'webinar',
  completedOn: '2026-04-01',
  'domains.coding-and-classification': 'yes',
  minutes: '60',
  credits: '1',
  unit: 'CEU/60',
}

test('a learner fills no disk with evidence: so much in a day, and more on the next', async () => {
  const service = await testService()
  try {
    const ada = await service.addPerson('Ada Example', 'learner')
    const cookie = await service.signIn(ada)
    const report = async (): Promise<[number, string]> => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      form.set('file', new File([new Uint8Array(PDF)], 'proof.pdf'))
      const answer = await service.request('/credits/external', { method: 'POST', body: form, cookie })
      return [answer.status, await answer.text()]
    }
    const { ledger } = service.service.store
    const file = { type: 'application/pdf', name: 'proof.pdf', content: PDF } as const
    const id = await recordExternal(service.service, ada.id, activity, file, 'form')
    const small = await ledger.entry(id)
    if (small?.kind !== 'credit' || small.evidence.file === undefined) throw new Error('no entry')
    // The ledger is what is reckoned with; ten files of 10 MB need not be sent for it.
    const large = { ...small.evidence.file, bytes: MOST_EVIDENCE_A_DAY - PDF.byteLength }
    await ledger.append({ ...small, id: `${id}-2`, registration: 'large', evidence: { statements: [], file: large } })

    const [status, page] = await report()
    expect(status).toBe(400)
    expect(page).toContain('You have sent 100 MB of files since yesterday.')
    expect(page).toContain('value="Another webinar"')
    expect(await ledger.ofLearner(ada.id)).toHaveLength(2)

    service.advance(24 * 60 * 60 * 1000)
    expect((await report())[0]).toBe(303)
    expect(await ledger.ofLearner(ada.id)).toHaveLength(3)
  } finally {
    await service.close()
  }
})
