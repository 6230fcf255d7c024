import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateNumber } from '../../src/certificates/number.ts'
import type { CertificateSnapshot } from '../../src/certificates/snapshot.ts'
import type { CreditEntry } from '../../src/model/ledger.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { revokeEntry } from '../../src/service/awards/revoke.ts'
import type { Learner } from '../../src/storage/records.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { compiledFixture } from '../support/compiled.ts'
import { PDF } from '../support/evidence-files.ts'
import { listening, NOON, type TestService, testService } from '../support/service.ts'

/**
 * The pages about credits in a real browser: told in order, each test builds on those before. Pictures of the pages go to
 * SERVICE_PICTURES, if set.
 */
const minimal = compiledFixture('minimal')
const course: CompiledCourse = {
  ...minimal,
  awards: minimal.awards.map((award) => ({ ...award, credits: 2, minutes: 120, domain: 'coding-and-classification' })),
}

let browser: Browser
let service: TestService
let origin: { url: string; close: () => Promise<void> }
let ada: Learner
let student: BrowserContext
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  service = await testService({ courses: [course], settings: { publicUrl: 'http://localhost' } })
  origin = await listening(service)
  ada = await service.addPerson('Ada Example', 'learner')
  browser = await launchBrowser()
  student = await contextOf(ada)
  page = await student.newPage()
})
afterAll(async () => {
  await browser.close()
  await origin.close()
  await service.close()
})

async function contextOf(person: Learner): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, acceptDownloads: true })
  const [name = '', value = ''] = (await service.signIn(person)).split('=')
  await context.addCookies([{ name, value, url: origin.url }])
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.page()?.url() ?? ''}: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(error.error().message))
  return context
}

async function picture(of: Page, name: string): Promise<void> {
  const into = process.env.SERVICE_PICTURES
  if (into === undefined) return
  mkdirSync(into, { recursive: true })
  await of.screenshot({ path: join(into, `${name}.png`), fullPage: true })
}

/** No accessibility faults in light and in dark, and nothing wider than a window of 320 pixels. */
async function sound(of: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await of.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await axe(of).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    await picture(of, `${name}-${colorScheme}`)
  }
  await of.emulateMedia({ colorScheme: 'light' })
  const size = of.viewportSize()
  await of.setViewportSize({ width: 320, height: 800 })
  expect(await of.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
  await picture(of, `${name}-320`)
  if (size !== null) await of.setViewportSize(size)
}

/** Presses Tab until the element with this id, or with this text, has the focus. */
async function tabTo(id: string, text?: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    const focused: unknown = await page.evaluate(
      '[document.activeElement?.id ?? "", document.activeElement?.textContent ?? ""]',
    )
    if (Array.isArray(focused) && (text === undefined ? focused[0] === id : focused[1] === text)) return
  }
  throw new Error(`Tab never reached ${text ?? id}`)
}

describe('a learner who is new', () => {
  test('is told what to do next', async () => {
    await page.goto(`${origin.url}/credits`)
    await page.getByText('Nothing recorded yet.').waitFor()
    await sound(page, 'credits-empty')
    await page.goto(origin.url)
    await sound(page, 'home-empty')
  })

  test('adds a credential with the keyboard alone, mending a mistake', async () => {
    await page.goto(`${origin.url}/credits/credentials`)
    await sound(page, 'credentials-empty')
    await tabTo('credential')
    await page.keyboard.type('Certified Coding Specialist (')
    await tabTo('since')
    await page.keyboard.type('02012027')
    await tabTo('extra')
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByRole('link', { name: /lies ahead/ })
      .waitFor()
    expect(await page.title()).toMatch(/^Error: /)
    await sound(page, 'credentials-error')
    await tabTo('', 'The day lies ahead. Add the credential once its cycle has begun.')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('since')
    await page.keyboard.type('02012026')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'My credits' }).waitFor()
    await page.getByText('435 days left.').waitFor()
    await page.goto(`${origin.url}/credits/credentials`)
    await page.getByLabel('Credential', { exact: true }).selectOption('example-nursing-board')
    await page.getByLabel('Cycle start').fill('2025-12-15')
    await page.getByRole('button', { name: 'Add the credential' }).click()
    await page.goto(`${origin.url}/credits/credentials`)
    await sound(page, 'credentials-held')
    await page.getByRole('link', { name: /^Change Certified/ }).click()
    await sound(page, 'credential-change')
  })
})

describe('an activity somewhere else', () => {
  test('is reported after its mistakes are mended; what was typed stays', async () => {
    await page.goto(`${origin.url}/credits/external`)
    await sound(page, 'external-empty')
    await page.getByRole('button', { name: 'Record the activity' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(8)
    await page.getByLabel('Title').fill('Sepsis coding: what changed in 2026')
    await page.getByLabel('Provider').fill('Example Hospital Academy')
    await page.getByLabel('Kind of activity').selectOption('webinar')
    await page.getByLabel('Completed on').fill('2026-10-14')
    await page.getByLabel('Coding and classification').check()
    await page.getByLabel('Minutes attended').fill('90')
    await page.getByLabel('Credits', { exact: true }).fill('3')
    await page.getByLabel('Certificate of attendance').setInputFiles({
      name: 'proof.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('<html>not a PDF</html>'),
    })
    await page.getByRole('button', { name: 'Record the activity' }).click()
    await page.getByText('cannot give more than 1.5').first().waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe('Sepsis coding: what changed in 2026')
    expect(await page.getByLabel('Coding and classification').isChecked()).toBe(true)
    await sound(page, 'external-error')
    await page.getByLabel('Credits', { exact: true }).fill('1.5')
    const file = { name: 'proof.pdf', mimeType: 'application/pdf', buffer: PDF }
    await page.getByLabel('Certificate of attendance').setInputFiles(file)
    await page.getByRole('button', { name: 'Record the activity' }).click()
    await page.getByRole('status').getByText('The activity is recorded.').waitFor()
  })

  test('a file of 12 MB is refused by its field, and the connection is not broken', async () => {
    await page.goto(`${origin.url}/credits/external`)
    await page.getByLabel('Title').fill('A large one')
    const buffer = Buffer.concat([PDF, Buffer.alloc(12 * 1024 * 1024)])
    await page
      .getByLabel('Certificate of attendance')
      .setInputFiles({ name: 'large.pdf', mimeType: 'application/pdf', buffer })
    await page.getByRole('button', { name: 'Record the activity' }).click()
    await page.getByRole('link', { name: /more than 10 MB/ }).waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe('A large one')
  })

  test('its file is handed back as it was, as a download', async () => {
    await page.goto(`${origin.url}/credits`)
    await page.getByRole('link', { name: /^Sepsis coding/ }).click()
    await sound(page, 'entry')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download proof.pdf' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('proof.pdf')
  })
})

describe('a full ledger', () => {
  test('shows what counts, what does not and why, and what would close the gap', async () => {
    await fill()
    await page.goto(`${origin.url}/credits`)
    await page.getByText('Entered for the wrong person').waitFor()
    const table = page.getByRole('region', { name: 'What Certified Coding Specialist (CCS) asks for' })
    expect(await table.getByRole('row', { name: /^In all/ }).textContent()).toBe('In all80 CEUs1070')
    expect(await page.getByRole('link', { name: 'A minimal course' }).count()).toBeGreaterThan(0)
    await sound(page, 'credits')
    await page.emulateMedia({ media: 'print' })
    await picture(page, 'credits-print')
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await page.goto(origin.url)
    await sound(page, 'home')
  })

  test('an entry is withdrawn with a reason', async () => {
    await page.goto(`${origin.url}/credits`)
    await page.getByRole('link', { name: /^Sepsis coding/ }).click()
    await page.getByLabel('Reason').fill('The minutes were wrong')
    await page.getByRole('button', { name: 'Withdraw the entry' }).click()
    await page.getByRole('status').getByText('The entry is withdrawn.').waitFor()
    await page.getByText('The minutes were wrong').waitFor()
  })

  test('is read by instructors, with everybody else', async () => {
    await service.addPerson('Bob Example', 'learner')
    const teacher = await contextOf(await service.addPerson('Ina Structor', 'instructor'))
    const desk = await teacher.newPage()
    await desk.goto(`${origin.url}/instructor/credits`)
    await sound(desk, 'people-credits')
    await desk.getByRole('link', { name: 'Ada Example' }).click()
    await desk.getByRole('heading', { level: 1, name: 'Credits of Ada Example' }).waitFor()
    await sound(desk, 'person-credits')
    await desk.getByRole('link', { name: 'Add credit' }).click()
    await desk.getByRole('heading', { level: 1, name: 'Add credit for Ada Example' }).waitFor()
    await sound(desk, 'add-credit')
    await desk.goBack()
    await desk.getByRole('link', { name: /^Inpatient procedures/ }).click()
    await desk.getByLabel('Reason for revoking').waitFor()
    await sound(desk, 'entry-staff')
    await teacher.close()
  })

  test('no page was refused a script or a style, and nothing failed', () => {
    expect(complaints.filter((text) => !/status of 400/.test(text))).toEqual([])
  })
})

/** Entries of every kind and standing, and certificates of every status. */
async function fill(): Promise<void> {
  const { store, uuid } = service.service
  const entry = (title: string, changes: Partial<CreditEntry>): CreditEntry => ({
    kind: 'credit',
    id: uuid(),
    learner: ada.id,
    course: { id: 'other', version: '1.0.0', hash: 'h' },
    award: 'completion',
    registration: uuid(),
    activity: `https://example.com/${title}`,
    title,
    type: 'course',
    domains: ['coding-and-classification'],
    credentials: [],
    credits: 4,
    unit: { name: 'CEU', minutes: 60 },
    minutes: 240,
    completedOn: '2026-06-02',
    timeZone: 'UTC',
    source: 'hosted',
    evidence: { statements: [uuid()], certificate: 'CW-0000-0000-0000-0000' },
    recordedBy: 'service',
    recordedAt: NOON,
    ...changes,
  })
  const numbers = [1, 2, 3].map((byte) => certificateNumber('CW', new Uint8Array(10).fill(byte)))
  const [valid = '', revoked = '', replaced = ''] = numbers
  const first = entry('Inpatient procedures, ICD-10-PCS', { evidence: { statements: [], certificate: valid } })
  const wrong = entry('Outpatient coding', { evidence: { statements: [], certificate: revoked } })
  const misspelt = entry('Ethics for coders', { domains: ['ethics'], type: 'webinar', credits: 2, minutes: 120 })
  const { registration: _, ...asCorrected } = misspelt
  const entries = [
    first,
    wrong,
    misspelt,
    {
      ...asCorrected,
      id: uuid(),
      title: 'Ethics for clinical coders',
      replaces: misspelt.id,
      reason: 'The title was misspelt',
      source: 'manual' as const,
      evidence: { statements: [], certificate: replaced },
    },
    entry('Before the cycle', { completedOn: '2025-12-01' }),
    entry('Self-study: anatomy', { type: 'self-study', credits: 3, minutes: 180, domains: ['hiim'] }),
  ]
  for (const one of entries) await store.ledger.append(one)
  for (const [i, one] of entries.slice(0, 3).entries()) {
    const number = numbers[i] ?? ''
    await store.certificates.add({
      number,
      learner: ada.id,
      entry: one.id,
      snapshot: JSON.stringify(snapshotOf(number, one)),
      issued: NOON + i,
      ...(i === 2 ? { replaces: valid } : {}),
    })
  }
  const reason = 'Entered for the wrong person'
  await revokeEntry(store, { entry: wrong.id, reason, by: 'operator', at: NOON, id: uuid() })
}

const snapshotOf = (number: string, entry: CreditEntry): CertificateSnapshot => ({
  number,
  learnerName: ada.name,
  activityTitle: entry.title,
  activityId: entry.activity,
  activityVersion: '1.0.0',
  completedOn: entry.completedOn,
  issuedOn: '2026-06-02',
  credits: entry.credits,
  unit: entry.unit,
  minutes: entry.minutes,
  domain: entry.domains[0] ?? '',
  type: entry.type,
  statement: 'What it means.',
  provider: { name: 'Test College' },
  verifyUrl: `http://localhost/verify/${number}`,
  language: 'en',
})
