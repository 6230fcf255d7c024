import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenReferences } from '../../src/packages/references.ts'
import type { Files } from '../../src/packages/target.ts'
import { web } from '../../src/packages/web/index.ts'
import { launchBrowser, serveStatic } from '../support/browser.ts'
import { proves } from '../support/conformance.ts'
import { temporaryFolder } from '../support/course-folder.ts'
import { playerFiles } from '../support/player.ts'
import { packageInput } from './fixture.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const files = (): Files => web.files({ ...packageInput(), player: playerFiles() })

/** Opens the course, goes on by one section, and opens it again in a new tab. Returns what was asked for and said wrong. */
async function readOn(address: string): Promise<{ before: string; after: string; faults: string[]; asked: string[] }> {
  const context = await browser.newContext()
  const faults: string[] = []
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  context.on('requestfailed', (request) => faults.push(`failed ${request.url()}`))
  context.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  context.on('weberror', (error) => faults.push(String(error.error())))
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(address)
  const before = (await page.locator('h1').textContent()) ?? ''
  await page.getByRole('link', { name: /next/i }).first().click()
  await page.locator('h1').filter({ hasNotText: before }).waitFor()
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor()
  await page.close()
  const again = await context.newPage()
  await again.goto(address)
  const after = (await again.locator('h1').textContent()) ?? ''
  await context.close()
  return { before, after, faults, asked }
}

test('opens by a double click, and keeps progress in the browser', async ({ task }) => {
  proves({ task }, 'browser', 'web')
  const folder = temporaryFolder()
  for (const [name, bytes] of files()) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  const { before, after, faults } = await readOn(pathToFileURL(join(folder, 'index.html')).href)
  expect(faults).toEqual([])
  expect(after).not.toBe('')
  expect(after).not.toBe(before)
})

test('plays from any folder of a static host, and asks for nothing beyond it', async () => {
  const server = await serveStatic(new Map([...files()].map(([name, bytes]) => [`deep/below/${name}`, bytes])))
  const { before, after, faults, asked } = await readOn(`${server.url}deep/below/`)
  await server.close()
  expect(faults).toEqual([])
  expect(after).not.toBe(before)
  expect(asked.filter((url) => !url.startsWith(`${server.url}deep/below/`) && !url.startsWith('data:'))).toEqual([])
})

test('a page that refers to what is not there is told', () => {
  expect(brokenReferences(files())).toEqual([])
  const page = (text: string): Files => new Map([['index.html', new TextEncoder().encode(text)]])
  expect(brokenReferences(page('<script src="player.js"></script><link rel="icon" href="data:,">'))).toEqual([
    'index.html refers to player.js, which is not in the package.',
  ])
  expect(brokenReferences(page('<img alt="" src="https://cdn.example/a.png">'))).toEqual([
    'index.html refers to https://cdn.example/a.png, which is not in the package.',
  ])
  expect(brokenReferences(new Map([['A b.txt', new Uint8Array()]]))).toEqual([
    'A b.txt is not a name that every server can serve.',
  ])
})
