import type { Page } from 'playwright-core'
import { typeOf } from '../../src/model/question-types/index.ts'
import type { Response } from '../../src/model/response.ts'
import type { CompiledCourse, Question } from '../../src/model/schema-types.ts'

/** A learner who has no mouse. Every step is a key press; what has the focus is looked at, never set. */
export interface KeyboardLearner {
  /** Presses Tab until an element that matches has the focus. */
  tabTo(selector: string): Promise<void>
  /** Tab to it, then Enter. */
  press(selector: string): Promise<void>
  /** The question whose form is on the screen, by the key in the names of its parts. */
  question(): Promise<Question>
  /** Gives the response (the right one when left out) to the question on the screen and leaves the focus in its form. */
  answer(question: Question, response?: Response): Promise<void>
}

const FORM = 'form.question'
const TABS = 200

export function keyboardLearner(page: Page, course: CompiledCourse): KeyboardLearner {
  const has = (selector: string): Promise<boolean> =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)

  async function tabTo(selector: string): Promise<void> {
    for (let i = 0; i < TABS; i++) {
      if (await has(selector)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`${TABS} times Tab do not lead to ${selector}`)
  }

  async function question(): Promise<Question> {
    const id = (await page.locator(`${FORM} .stem`).first().getAttribute('id')) ?? ''
    const key = /^(?:q|exam)-(.{4})-/.exec(id)?.[1]
    const found = course.questions.find((one) => one.key === key)
    if (found === undefined) throw new Error(`no question has the key in ${id}`)
    return found
  }

  async function choose(response: Response): Promise<void> {
    await tabTo(`${FORM} .option input`)
    const values = await page
      .locator(`${FORM} .option input`)
      .evaluateAll((inputs) => inputs.map((input) => (input instanceof HTMLInputElement ? input.value : '')))
    for (const id of response) await page.keyboard.press('abcdefghijklmnopqrstuvwxyz'.charAt(values.indexOf(id)))
  }

  async function order(response: Response): Promise<void> {
    const places = () =>
      page.locator(`${FORM} [data-item]`).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-item')))
    // Who agrees with the order at the start has to say so: an order that nobody touched is no answer.
    if ((await places()).join() === response.join()) {
      await tabTo(`${FORM} .keep-order`)
      await page.keyboard.press('Enter')
    }
    for (const [place, id] of response.entries()) {
      const row = `${FORM} [data-item="${id}"] button`
      while ((await places()).indexOf(id) > place) {
        await tabTo(row)
        await page.keyboard.press('Alt+ArrowUp')
      }
    }
  }

  async function match(response: Response): Promise<void> {
    for (const [i, id] of response.entries()) {
      const select = `${FORM} tbody tr:nth-child(${i + 1}) select`
      await tabTo(select)
      await page.keyboard.press('Home')
      for (let n = 0; n < 30 && (await page.locator(select).inputValue()) !== id; n++)
        await page.keyboard.press('ArrowDown')
    }
  }

  return {
    tabTo,
    press: async (selector) => {
      await tabTo(selector)
      await page.keyboard.press('Enter')
    },
    question,
    answer: async (of, response = typeOf(of).key(of)) => {
      if (of.type === 'ordering') await order(response)
      else if (of.type === 'matching') await match(response)
      else if (of.type === 'numeric' || of.type === 'short-text') {
        await tabTo(`${FORM} input`)
        await page.keyboard.type(response[0] ?? '')
      } else await choose(response)
    },
  }
}
