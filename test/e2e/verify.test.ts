/** The page that checks certificates, in a real browser: by number, by file, with and without a network. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rotateKeys } from '../../src/service/badges/keys.ts'
import { certificatePdf } from '../../src/service/certificates/pdf.ts'
import { issue } from '../service/certificates/issued.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { type TestService, testService } from '../support/service.ts'

const folder = mkdtempSync(join(tmpdir(), 'chartwright-verify-'))
const built = new Map(
  ['verify.js'].map((name) => [
    name,
    new Uint8Array(readFileSync(new URL(`../../dist/app/player/${name}`, import.meta.url))),
  ]),
)

let browser: Browser
let service: TestService
let url: string
let context: BrowserContext
let page: Page
let number: string
let other: string
let stop: () => Promise<void>
const complaints: string[] = []
/** What pages asked for, `GET /verify`. */
const requests: string[] = []

beforeAll(async () => {
  let handle: RequestListener = () => undefined
  const server = createServer((incoming, outgoing) => handle(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  service = await testService({ settings: { publicUrl: url }, built, start: Date.now() })
  const listener = getRequestListener((request, env) => service.app.fetch(request, env))
  handle = (incoming, outgoing) => void listener(incoming, outgoing)
  const ada = await service.addPerson('Nguyễn Thị Ánh', 'learner')
  number = await issue(service, ada)
  other = await issue(service, ada, { registration: 'other' })
  const pdf = (await certificatePdf(service.service, number)) ?? new Uint8Array()
  writeFileSync(file('certificate.pdf'), pdf)
  const altered = new Uint8Array(pdf)
  const middle = Math.floor(pdf.length / 2)
  altered[middle] = (altered[middle] ?? 0) ^ 1
  writeFileSync(file('altered.pdf'), altered)
  writeFileSync(file('other.pdf'), (await certificatePdf(service.service, other)) ?? new Uint8Array())
  writeFileSync(file('note.txt'), 'Certificate of completion')
  writeFileSync(file('huge.json'), `{"a":"${'x'.repeat(50_000_000)}"}`)
  browser = await launchBrowser()
  context = await open({ viewport: { width: 1000, height: 900 }, acceptDownloads: true })
  page = await context.newPage()
  stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
afterAll(async () => {
  await browser.close()
  await stop()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string): string => join(folder, name)

async function open(options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
  const made = await browser.newContext(options)
  made.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  made.on('weberror', (error) => complaints.push(error.error().message))
  made.on('request', (request) => requests.push(`${request.method()} ${request.url().replace(url, '')}`))
  return made
}

/** No accessibility faults; pictures go to SERVICE_PICTURES, if set. */
async function sound(of: Page, name: string, ...schemes: readonly ('light' | 'dark')[]): Promise<void> {
  const into = process.env.SERVICE_PICTURES
  for (const colorScheme of schemes) {
    await of.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await axe(of).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    if (into === undefined) continue
    mkdirSync(into, { recursive: true })
    await of.screenshot({ path: join(into, `verify-${name}-${colorScheme}.png`), fullPage: true })
  }
}

const verdictOn = async (of: Page, name: string): Promise<string> => {
  await of.locator('#file').setInputFiles(file(name))
  await of.getByRole('heading', { name, exact: true }).waitFor()
  return (await of.locator('#file-verdict .verdict strong').textContent()) ?? ''
}

describe('a file', () => {
  test('is checked on the page, which has no faults', async () => {
    await page.goto(`${url}/verify`)
    await page.getByLabel('PDF, badge (JSON) or token (JWT)').waitFor()
    await sound(page, 'start', 'light', 'dark')
    requests.length = 0
    expect(await verdictOn(page, 'certificate.pdf')).toBe('Valid')
    const facts = await page.locator('#file-verdict dl').innerText()
    for (const words of ['Nguyễn Thị Ánh', 'A minimal course', '1.5 CEUs', 'Test College', number]) {
      expect(facts).toContain(words)
    }
    expect(await page.getByRole('status').textContent()).toContain(
      'Valid. Issued by Test College, not a byte changed since, and not revoked.',
    )
    await page.setViewportSize({ width: 1000, height: 500 })
    await page.evaluate('scrollTo(0, 0)')
    expect(await verdictOn(page, 'certificate.pdf')).toBe('Valid')
    const { y = 999, height = 0 } = (await page.locator('#file-verdict .verdict').boundingBox()) ?? {}
    expect(y + height).toBeLessThanOrEqual(500)
    await page.setViewportSize({ width: 1000, height: 900 })
    requests.length = 1
    await sound(page, 'valid', 'light', 'dark')
  })

  test('is sent nowhere: only the status list was asked for', () => {
    expect(requests).toEqual([expect.stringMatching(/^GET \/badges\/status\/\d+$/)])
  })

  test('that was altered, is no certificate or is enormous is told', async () => {
    expect(await verdictOn(page, 'altered.pdf')).toBe('Altered')
    await sound(page, 'altered', 'dark')
    expect(await verdictOn(page, 'note.txt')).toBe('Not known')
    await sound(page, 'unknown', 'light')
    expect(await verdictOn(page, 'huge.json')).toBe('Not known')
    expect(await page.locator('#file-verdict').innerText()).toContain('larger than any certificate')
  })

  test('that was revoked since is told at once, by file and by number', async () => {
    const { store, now } = service.service
    await store.certificates.addEvent(other, { kind: 'revoked', at: now(), reason: 'Issued twice' })
    expect(await verdictOn(page, 'other.pdf')).toBe('Revoked')
    await page.getByRole('link', { name: `${url}/verify/${other}` }).click()
    expect(await page.locator('main').innerText()).toContain('Issued twice')
    await page.goBack()
  })

  test('can be dropped', async () => {
    await page.goto(`${url}/verify`)
    const content = readFileSync(file('certificate.pdf')).toString('base64')
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'dropped.pdf'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true, bubbles: true }))
    }, content)
    await page.getByRole('heading', { name: 'dropped.pdf' }).waitFor()
    expect(await page.locator('#file-verdict .verdict strong').textContent()).toBe('Valid')
  })

  test('can be a badge or a token, pasted with the keyboard alone', async () => {
    const kept = await service.service.store.certificates.get(number)
    await page.goto(`${url}/verify`)
    for (const [i, text] of [kept?.credential?.jwt ?? '', kept?.credential?.credential ?? ''].entries()) {
      await page.getByLabel('PDF, badge (JSON) or token (JWT)').focus()
      await page.keyboard.press('Tab')
      if (i === 0) await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(text)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.locator('#file-verdict .verdict').waitFor()
      const said = await page.locator('#file-verdict .verdict').innerText()
      expect(said).toMatch(/Valid\s+Issued by Test College, nothing it says changed since/)
    }
  })

  test('fits a narrow window', async () => {
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await sound(page, 'narrow', 'light')
    await page.setViewportSize({ width: 1000, height: 900 })
  })
})

describe('without a network', () => {
  test('the page goes on checking, and says what it could not ask', async () => {
    await page.goto(`${url}/verify`)
    await page.getByLabel('PDF, badge (JSON) or token (JWT)').waitFor()
    await context.setOffline(true)
    expect(await verdictOn(page, 'certificate.pdf')).toBe('Valid')
    expect(await page.locator('#file-verdict .verdict').innerText()).toContain('could not be asked')
    expect(await verdictOn(page, 'altered.pdf')).toBe('Altered')
    await context.setOffline(false)
    // The browser itself notes that there was no network.
    expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    complaints.length = 0
  })

  test('the saved copy checks by itself, and may connect to nothing', async () => {
    await page.goto(`${url}/verify`)
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save a copy of this page for offline use' }).click(),
    ])
    expect(saved.suggestedFilename()).toBe('verify-certificates-127.0.0.1.html')
    await saved.saveAs(file('copy.html'))
    const alone = await open({ offline: true })
    const copy = await alone.newPage()
    await copy.goto(pathToFileURL(file('copy.html')).href)
    await copy.getByLabel('PDF, badge (JSON) or token (JWT)').waitFor()
    expect(await verdictOn(copy, 'certificate.pdf')).toBe('Valid')
    expect(await verdictOn(copy, 'other.pdf')).toBe('Valid')
    expect(await copy.locator('#file-verdict .verdict').innerText()).toContain('could not be asked')
    expect(await verdictOn(copy, 'altered.pdf')).toBe('Altered')
    const fetched = copy.evaluate(
      (to) =>
        fetch(to).then(
          () => 'fetched',
          () => 'refused',
        ),
      `${url}/healthz`,
    )
    expect(await fetched).toBe('refused')
    complaints.length = 0
    await sound(copy, 'copy', 'light')
    await alone.close()
  })
})

describe('a browser', () => {
  test('without scripts is told so, and checks numbers', async () => {
    const plain = await open({ javaScriptEnabled: false })
    const still = await plain.newPage()
    await still.goto(`${url}/verify`)
    expect(await still.getByText('while scripts are turned off').isVisible()).toBe(true)
    expect(await still.locator('#file').isVisible()).toBe(false)
    await still.getByLabel('Certificate number').fill(number.toLowerCase())
    await still.getByRole('button', { name: 'Check' }).first().click()
    expect(await still.locator('main').innerText()).toContain('Nguyễn Thị Ánh')
    await plain.close()
  })

  test('without Ed25519 in its WebCrypto checks as well', async () => {
    const older = await open({})
    await older.addInitScript(() => {
      // A blank page is no secure context and has none.
      if (globalThis.SubtleCrypto === undefined) return
      const importKey: unknown = Reflect.get(SubtleCrypto.prototype, 'importKey')
      Reflect.set(SubtleCrypto.prototype, 'importKey', function (this: SubtleCrypto, ...rest: unknown[]) {
        if (JSON.stringify(rest[2]).includes('Ed25519'))
          throw new DOMException('Unrecognized name.', 'NotSupportedError')
        return typeof importKey === 'function' ? Reflect.apply(importKey, this, rest) : undefined
      })
    })
    const tab = await older.newPage()
    await tab.goto(`${url}/verify`)
    expect(await verdictOn(tab, 'certificate.pdf')).toBe('Valid')
    expect(await verdictOn(tab, 'altered.pdf')).toBe('Altered')
    await older.close()
  })

  test('that came over an open connection is told to come another way', async () => {
    const insecure = await open({})
    await insecure.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }))
    const tab = await insecure.newPage()
    await tab.goto(`${url}/verify`)
    expect(await tab.getByRole('status').textContent()).toContain('Open it over https')
    expect(await tab.locator('#file').isVisible()).toBe(false)
    await insecure.close()
  })
})

test('keys that were rotated since: old files stay valid on a fresh page', async () => {
  service.advance(60_000)
  await rotateKeys(service.service)
  await page.goto(`${url}/verify`)
  expect(await verdictOn(page, 'certificate.pdf')).toBe('Valid')
  expect(complaints).toEqual([])
})
