import type { FrameLocator, Locator, Page } from 'playwright-core'
import { drawCheck } from '../../src/model/draw.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import type { Response } from '../../src/model/response.ts'
import type { CompiledCourse, Question } from '../../src/model/schema-types.ts'

/** Where the player is: a page, or a frame of it. */
export type Screen = Pick<Page | FrameLocator, 'getByRole' | 'getByText' | 'locator'>

/** What a learner does with the mouse and the keyboard, by what stands on the screen. */
export interface Learner {
  readonly open: (section: string) => Promise<void>
  /** Answers every knowledge check of the section that is open. */
  readonly answerChecks: (section: string) => Promise<void>
  /** Reads everything and answers every check right. */
  readonly study: () => Promise<void>
  /** Answers the first `right` questions of the running exam right and hands it in. */
  readonly takeExam: (right: number) => Promise<void>
}

export function learner(course: CompiledCourse, screen: Screen): Learner {
  /** The question whose form this is: its key stands in the names of its parts. */
  async function questionOf(form: Locator): Promise<Question> {
    const id = (await form.locator('.stem').getAttribute('id')) ?? ''
    const key = /^(?:q|exam)-(.{4})-/.exec(id)?.[1]
    const question = course.questions.find((one) => one.key === key)
    if (question === undefined) throw new Error(`No question of the course has the key in ${id}.`)
    return question
  }

  async function answer(form: Locator, question: Question, response: Response): Promise<void> {
    switch (question.type) {
      case 'single-choice':
      case 'multiple-response':
      case 'true-false':
        for (const id of response) await form.locator(`input[value="${id}"]`).check()
        return
      case 'matching': {
        const fields = form.locator('select')
        for (const [i, id] of response.entries()) await fields.nth(i).selectOption(id)
        return
      }
      case 'ordering':
        return order(form, response)
      case 'numeric':
      case 'short-text':
        await form.locator('input').fill(response[0] ?? '')
        return
      case 'codes':
        return code(form, response)
    }
  }

  /** Types each code with its mark, as an encoder does. */
  async function code(form: Locator, response: Response): Promise<void> {
    for (const entry of response) {
      const [role = '', text = '', mark = ''] = entry.split(':')
      if (role === 'A') await form.getByLabel('Admitting diagnosis').fill(text)
      else if (role === 'D') await form.getByLabel('Discharge disposition').fill(text)
      else {
        const field = form.getByLabel(role === 'R' ? 'Add a procedure code' : 'Add a diagnosis code')
        await field.fill(`${text} ${mark}`)
        await field.press('Enter')
      }
    }
  }

  async function order(form: Locator, response: Response): Promise<void> {
    await form.locator('.keep-order').click()
    for (const [place, id] of response.entries()) {
      for (;;) {
        const ids = await form
          .locator('[data-item]')
          .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-item')))
        if (ids.indexOf(id) <= place) break
        await form.locator(`[data-item="${id}"] [data-step="-1"]`).click()
      }
    }
  }

  const key = (question: Question): Response => typeOf(question).key(question)
  const sections = course.modules.flatMap((module) => module.sections)

  async function open(section: string): Promise<void> {
    const module = section.replace(/\/.*/, '')
    const link = screen.locator(`#outline a[href="#/${section}"]`).first()
    if ((await link.count()) === 0) await screen.locator(`#outline a[href^="#/${module}/"]`).first().click()
    await link.click()
    const title = sections.find(({ id }) => id === section)?.title ?? ''
    await screen.getByRole('heading', { level: 1, name: title }).waitFor()
  }

  async function answerChecks(section: string): Promise<void> {
    const blocks = sections.find(({ id }) => id === section)?.blocks ?? []
    const checks = blocks.filter((block) => block.kind === 'check')
    for (const [i, check] of checks.entries()) {
      const card = screen.locator('.card.check').nth(i)
      for (let asked = 0; asked < drawCheck('', check).length; asked++) {
        const form = card.locator('form.question')
        // A question that an earlier check has asked already stands answered.
        if ((await form.count()) > 0) {
          const question = await questionOf(form)
          await answer(form, question, key(question))
          await card.getByRole('button', { name: 'Check answer' }).click()
        }
        await card.locator('.verdict-good').waitFor()
        const next = card.getByRole('button', { name: 'Next question' })
        if ((await next.count()) > 0) {
          const heading = card.getByRole('heading', { level: 2 })
          const before = (await heading.textContent()) ?? ''
          await next.click()
          // Until the next question is drawn, the old one still stands there answered.
          await heading.filter({ hasNotText: before }).waitFor()
        }
      }
    }
  }

  async function study(): Promise<void> {
    for (const { id } of sections) {
      await open(id)
      await answerChecks(id)
    }
  }

  async function takeExam(right: number): Promise<void> {
    for (let n = 0; n < right; n++) {
      const form = screen.locator('form.question')
      const question = await questionOf(form)
      await answer(form, question, key(question))
      await form.getByRole('button', { name: /^(Next|Review and submit)$/ }).click()
      await screen
        .locator(
          `h2:has-text("Question ${n + 2} of"), h1:has-text("Review your answers"), h2:has-text("Review your answers")`,
        )
        .waitFor()
    }
    const review = screen.getByRole('button', { name: 'Review and submit' })
    if ((await review.count()) > 0) await review.first().click()
    await screen.getByRole('button', { name: 'Submit the exam' }).click()
    await screen.getByRole('button', { name: 'Submit now' }).click()
    await screen.getByRole('heading', { level: 1, name: /Passed with|Not passed/ }).waitFor()
  }

  return { open, answerChecks, study, takeExam }
}
