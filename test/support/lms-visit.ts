import type { Browser, FrameLocator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { writePackage } from '../../src/packages/index.ts'
import { type StaticServer, serveStatic } from './browser.ts'
import { compiledAssets, compiledFixture } from './compiled.ts'
import type { TargetName } from './conformance.ts'
import type { PageOptions } from './fake-lms-page.ts'
import { lmsSite } from './fake-lms-site.ts'
import { type Learner, learner, type Screen } from './learner.ts'
import { type Standard, words } from './lms-words.ts'
import { packaged } from './player.ts'

/** The course `minimal` as an LMS plays it: packed, unzipped and served with a strict LMS around it. */
export async function serveCourse(
  standard: Standard,
  course: CompiledCourse = compiledFixture('minimal'),
  /** The package, where a standard has several editions. */
  target: TargetName = standard,
): Promise<StaticServer> {
  const zip = writePackage(packaged(target, course, compiledAssets('minimal')))
  return serveStatic(await lmsSite(zip, standard))
}

type Call = readonly [name: string, ...parameters: string[]]

/** A browser of one learner's, and what the LMS has in the end. */
export interface Visit {
  /** Opens a page of the LMS. Nothing that goes wrong in it is overlooked. */
  readonly launch: (where: string, options?: PageOptions) => Promise<Page>
  /** The course in its frame, or in a page of its own, once it is connected. */
  readonly connected: <S extends Screen = FrameLocator>(page: Page, screen?: S) => Promise<Learner & { frame: S }>
  readonly record: () => Promise<Record<string, string>>
  readonly refusals: () => Promise<unknown>
  /** Anything else the LMS's site has written down. */
  readonly kept: (name: string) => Promise<unknown>
  /** Calls by their common name, or all. */
  readonly calls: (name?: keyof (typeof words)[Standard]['calls']) => Promise<Call[]>
  readonly until: (check: () => Promise<boolean>) => Promise<void>
  /** Until the LMS has it, and the learner is told so. */
  readonly saved: (screen: Screen, element: string, value: string) => Promise<void>
  readonly setOffline: (offline: boolean) => Promise<void>
  readonly page: () => Promise<Page>
  readonly close: () => Promise<void>
}

export async function visit(
  browser: Browser,
  { url }: StaticServer,
  standard: Standard,
  course: CompiledCourse = compiledFixture('minimal'),
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } })
  // Stays open: what the LMS keeps stands in the localStorage of its site.
  const site = await context.newPage()
  await site.goto(`${url}away.html`)
  const failures: string[] = []
  const kept = async (name: string): Promise<unknown> =>
    JSON.parse((await site.evaluate((key) => localStorage.getItem(key), `lms:${name}`)) ?? 'null')
  const record = async (): Promise<Record<string, string>> => ((await kept('record')) ?? {}) as Record<string, string>
  // Tests run side by side, where expect.poll does not know whose it is.
  const until: Visit['until'] = async (check) => {
    for (const end = Date.now() + 15_000; !(await check()); ) {
      if (Date.now() > end) expect.fail('What was waited for has not happened in 15 s.')
      await site.waitForTimeout(50)
    }
  }
  return {
    launch: async (where, options = {}) => {
      const page = await context.newPage()
      page.on('pageerror', (error) => failures.push(error.message))
      await page.goto(`${url}${where}#${encodeURIComponent(JSON.stringify(options))}`)
      return page
    },
    connected: async (page, screen) => {
      const frame = screen ?? page.frameLocator('#sco')
      await frame.getByRole('button', { name: /Save and exit|Exit/ }).waitFor({ timeout: 20_000 })
      return { ...learner(course, frame), frame: frame as never }
    },
    record,
    refusals: () => kept('refusals'),
    kept,
    calls: async (name) => {
      const all = ((await kept('log')) ?? []) as Call[]
      return name === undefined ? all : all.filter(([called]) => called === words[standard].calls[name])
    },
    until,
    saved: async (screen, element, value) => {
      await until(async () => (await record())[element] === value)
      await screen.getByText(/^Saved \d/).waitFor()
    },
    setOffline: (offline) => context.setOffline(offline),
    page: () => context.waitForEvent('page'),
    close: async () => {
      await context.close()
      expect(failures).toEqual([])
    },
  }
}
