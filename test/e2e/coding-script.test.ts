/** The script of code entry, in a real browser: loaded where a course has codes to enter, and told of where it cannot be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser, type StaticServer, serveStatic } from '../support/browser.ts'
import { compiledFixture } from '../support/compiled.ts'
import { packaged, playable } from '../support/player.ts'

const course = compiledFixture('case')
const section = '#/record/the-record'
const begun = ['P:A41.51:N', 'S:N39.0:Y', 'S:R65.20', 'A:R50.9', 'R:0T768ZZ:2']

let browser: Browser
let site: StaticServer
beforeAll(async () => {
  browser = await launchBrowser()
  site = await serveStatic(playable(course, { driver: 'local' }))
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

test('a script that cannot be loaded is told of and tried again, and nothing that was typed is lost', async () => {
  const context = await browser.newContext()
  await context.addInitScript(([key, text]) => localStorage.setItem(key, text), [
    `chartwright:${course.id}:state`,
    encodeState(course, { ...emptyState('abcdef'), drafts: { urosepsis: begun } }),
  ] as const)
  const page = await context.newPage()
  await page.route('**/coding.js', (route) => route.abort())
  await page.goto(`${site.url}${section}`)
  await page.getByText('The coding form could not be loaded.').waitFor()
  const { violations } = await axe(page).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('The coding form could not be loaded.').waitFor()
  await page.unroute('**/coding.js')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('.chart').waitFor()
  expect(await page.locator('.code-list li code').allInnerTexts()).toEqual(['A41.51', 'N39.0', 'R65.20', '0T768ZZ'])
  expect(await page.evaluate(() => document.activeElement?.querySelector('.chart') !== null)).toBe(true)
  await context.close()
})

test('the script is there before the first screen, and is not asked for by a course without codes', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.body?.textContent?.includes('Loading the coding form')) document.documentElement.id = 'flashed'
    }).observe(document, { subtree: true, childList: true })
  })
  await page.goto(`${site.url}${section}`)
  await page.locator('.chart').waitFor()
  expect(await page.evaluate(() => document.documentElement.id)).toBe('')

  const plain = await serveStatic(playable(compiledFixture('minimal'), { driver: 'local' }))
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(plain.url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(asked).toContain('/player.js')
  expect(asked.filter((path) => path.includes('coding'))).toEqual([])
  await plain.close()
  await context.close()
})

test('the script is in the packages that need it, and in no others', () => {
  const names = (of: typeof course) =>
    [...packaged('scorm12', of, new Map()).keys()].filter((name) => name.startsWith('coding'))
  expect(names(course)).toEqual(['coding.js', 'coding.css'])
  const manifest = Buffer.from(packaged('scorm12', course, new Map()).get('imsmanifest.xml') ?? []).toString('utf8')
  expect(manifest).toContain('<file href="coding.js"/>')
  expect(names({ ...compiledFixture('minimal'), assets: [] })).toEqual([])
})

test('the script runs from a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-coding-'))
  for (const [name, body] of playable(course, { driver: 'local' })) writeFileSync(join(folder, name), body)
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${pathToFileURL(join(folder, 'index.html')).href}${section}`)
  await page.locator('.chart').waitFor()
  await context.close()
  rmSync(folder, { recursive: true, force: true })
})
