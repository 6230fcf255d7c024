import type { Browser, Frame, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test as plain, type TestContext } from 'vitest'
import { encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import { launchBrowser, type StaticServer } from './browser.ts'
import { compiledFixture } from './compiled.ts'
import type { PageOptions } from './fake-lms-page.ts'
import { serveCourse, type Visit, visit } from './lms-visit.ts'
import { type Standard, type Words, words } from './lms-words.ts'

/** What tests of the packages in an LMS have in common: the course, where a learner is in it, and a browser. */
export const course = compiledFixture('minimal')
export const first = { id: 'basics/structure-of-a-code', title: 'Structure of a code' }
export const second = { id: 'basics/documentation', title: 'Documentation' }
export const third = { id: 'sequencing/overview', title: 'Sequencing' }

/** Saved progress of somebody who has read two sections. */
export const read = encodeState(course, {
  ...emptyState('seed42'),
  seconds: 60,
  bookmark: second.id,
  visited: [first.id, second.id],
  checks: { 'category-length': ['3'] },
})

/** The same in a former version of the course, with a module, an exam and a question that are gone, and work in each. */
export function readInFormerVersion(): string {
  const [module] = course.modules
  const [exam] = course.exams
  const [question] = course.questions
  if (module === undefined || exam === undefined || question === undefined) throw new Error('an empty course')
  const sections = module.sections.map((one) => ({ ...one, id: one.id.replace('basics', 'old') }))
  const former = {
    ...course,
    modules: [...course.modules, { ...module, id: 'old', key: 'zzzz', sections }],
    exams: [...course.exams, { ...exam, id: 'old-exam' }],
    questions: [...course.questions, { ...question, id: 'old-question', key: 'zzzz' }],
  }
  return encodeState(former, {
    ...emptyState('seed42'),
    seconds: 60,
    bookmark: second.id,
    visited: [first.id, second.id, 'old/documentation'],
    checks: { 'category-length': ['3'], 'old-question': ['1'] },
    exams: { 'old-exam': { submitted: 1, best: 9000, passed: true } },
  })
}

/** Answers the question on the screen so often, each as soon as the one before is drawn. */
export const answerQuickly = (frame: Pick<Frame, 'evaluate'>, times: number): Promise<void> =>
  frame.evaluate(async (answers) => {
    const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
    const drawn = (): Promise<void> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve))
      })
    const find = <E extends Element>(selector: string): E | undefined =>
      document.querySelector<E>(selector) ?? undefined
    for (let i = 0; i < answers; i++) {
      const input = find<HTMLInputElement>('.card.check input')
      if (input === undefined) throw new Error('There is no question to answer.')
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, String(1 + (i % 9)))
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await soon()
      find<HTMLButtonElement>('.card.check button[type=submit]')?.click()
      await drawn()
      const again = [...document.querySelectorAll<HTMLButtonElement>('.card.check button')].find(
        (button) => button.textContent === 'Try again',
      )
      again?.click()
      await soon()
    }
  }, times)

/** An LMS that has this progress of an earlier session. */
export const kept = ({ visited }: Words, state: string): PageOptions => ({
  record: { ...visited, 'cmi.suspend_data': state },
})

export const isAt = (frame: FrameLocator | Page, { title }: { readonly title: string }): Promise<void> =>
  frame.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()

/** The course's own frame, in which a script can be run. */
export function innermost(page: Page): Frame {
  const frame = page.frames().find((one) => one.url().includes('/sco/'))
  if (frame === undefined) throw new Error('The course is not in the page.')
  return frame
}

export const pageEvent = (page: Page, type: string, persisted: boolean): Promise<boolean> =>
  innermost(page).evaluate(([name, kept]) => dispatchEvent(new PageTransitionEvent(name, { persisted: kept })), [
    type,
    persisted,
  ] as const)

export interface Story {
  readonly standard: Standard
  readonly word: Words
  /** Of the LMS, with the slash. */
  readonly url: () => string
  /** A test with a browser profile of its own. */
  readonly test: (name: string, run: (lms: Visit, context: TestContext) => Promise<void>, timeout?: number) => void
  /** What concerns how an LMS is found, or strings alone, is the same code in both standards: one of them is enough. */
  readonly only: (one: Standard, name: string, run: (lms: Visit) => Promise<void>) => void
}

/** Tests the packages of both SCORM standards in one browser, some at a time. */
export function eachStandard(define: (story: Story) => void): void {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  describe.concurrent.each(['scorm12', 'scorm2004'] as const)('%s', (standard) => {
    let server: StaticServer
    beforeAll(async () => {
      server = await serveCourse(standard)
    })
    afterAll(() => server.close())

    const test: Story['test'] = (name, run, timeout = 60_000) =>
      plain(name, { timeout }, async (context) => {
        const lms = await visit(browser, server, standard)
        try {
          await run(lms, context)
        } finally {
          await lms.close()
        }
      })
    const only: Story['only'] = (one, name, run) => {
      if (standard === one) test(name, run)
    }
    define({ standard, word: words[standard], url: () => server.url, test, only })
  })
}
