import { expect } from 'vitest'
import { interactionLinesOf, scoreResponse } from '../../src/model/question-types/index.ts'
import { decodeState } from '../../src/model/state/codec.ts'
import type { LearnerState } from '../../src/model/state/learner-state.ts'
import { compiledFixture } from '../support/compiled.ts'
import type { Screen } from '../support/learner.ts'

/** The course whose record is coded, with the same mistakes everywhere. */
export const course = compiledFixture('case')
const there = <T>(thing: T | undefined): T => {
  if (thing === undefined) throw new Error('the fixture lacks its exam or its record')
  return thing
}
export const exam = there(course.exams[0])
const coded = there(course.questions.find(({ id }) => id === 'urosepsis'))
export const section = '#/record/the-record'

/** POA of the principal diagnosis wrong, a code not supported, a procedure that lacks its device, two lines missing. */
export const mistaken = ['P:A41.51:N', 'S:N39.0:Y', 'S:R65.20', 'A:R50.9', 'R:0T768ZZ:2']
export const score = scoreResponse(coded, mistaken)
export const lines = interactionLinesOf(coded, mistaken)

export const stateOf = (text: string | undefined): LearnerState => {
  const decoded = decodeState(course, text ?? '')
  if (!('state' in decoded)) throw new Error(`the saved progress was refused: ${decoded.refused}`)
  return decoded.state
}

/** Enters the mistaken codes. */
export async function codeWithMistakes(screen: Screen): Promise<void> {
  const type = async (label: string, ...texts: string[]): Promise<void> => {
    const field = screen.getByRole('textbox', { name: label })
    for (const text of texts) {
      await field.fill(text)
      await field.press('Enter')
    }
  }
  await screen.getByRole('textbox', { name: 'Admitting diagnosis' }).fill('r509')
  await type('Add a diagnosis code', 'a4151 n', 'N39.0 Y', 'r6520')
  await type('Add a procedure code', '0t768zz 2')
}

/** Sits the exam, which asks for the same record, with the same mistakes. */
export async function sitExam(screen: Screen): Promise<void> {
  await screen.locator('#outline a[href="#/exam/final"]').click()
  await screen.getByRole('button', { name: 'Start the exam' }).click()
  await codeWithMistakes(screen)
  await screen.getByRole('button', { name: 'Review and submit' }).first().click()
  await screen.getByRole('button', { name: 'Submit the exam' }).click()
  await screen.getByRole('button', { name: 'Submit now' }).click()
  await screen.getByRole('heading', { name: 'Not passed: 25%' }).waitFor()
}

/** What the learner sees of each line once the answer is checked, and the words of the record behind one of them. */
export async function seesTheLines(screen: Screen): Promise<void> {
  await screen.getByText('Partly right: 2.5 of 10 points').waitFor()
  const step = screen.locator('.steps button').first()
  expect(await step.textContent()).toContain('Question 1, partly right')
  expect(await step.locator('.icon').getAttribute('class')).toBe('icon icon-part')
  const line = (code: string) => screen.locator('.code-line', { has: screen.locator('.code-head', { hasText: code }) })
  expect(await line('A41.51').innerText()).toContain('1.5 of 2 points')
  expect(await line('A41.51').innerText()).toContain('Its POA indicator is Y.')
  expect(await line('A41.51').innerText()).toContain('Guideline I.C.1.d.4')
  expect(await line('N17.9').innerText()).toContain('You did not report it.')
  expect(await line('0T768DZ').innerText()).toContain(
    'Character 6 (device): you gave Z (No Device), it is D (Intraluminal Device).',
  )
  expect(await line('R65.20').innerText()).toContain('Costs 1 point')
  await screen.getByRole('button', { name: /a stent was left in the right ureter/ }).click()
  await screen.getByRole('tab', { name: 'Operative report', selected: true }).waitFor()
  expect(await screen.locator('.chart-document:not([hidden]) mark.evidence').innerText()).toBe(
    'a stent was left in the right ureter',
  )
}

/** What a record of SCORM 1.2 tells of each line, behind that of the whole; their points are those that the learner sees. */
export function holdsTheLines(told: Readonly<Record<string, string>>): void {
  const told12 = (n: number, element: string): string | undefined => told[`cmi.interactions.${n}.${element}`]
  expect(lines.map((_, i) => told12(i + 1, 'id'))).toEqual(lines.map(({ id }) => `urosepsis__${id}_1`))
  expect(told12(lines.length + 1, 'id')).toBeUndefined()
  const at = (id: string): number => lines.findIndex((one) => one.id === id) + 1
  expect(told12(at('principal'), 'correct_responses.0.pattern')).toBe('A41.51:Y')
  expect(told12(at('principal'), 'student_response')).toBe('A41.51:N')
  expect(told12(at('principal'), 'result')).toBe('0.75')
  expect(told12(at('procedure-0t768dz'), 'student_response')).toBe('0T768ZZ:2')
  expect(told12(at('procedure-0t768dz'), 'result')).toBe('wrong')
  expect(told12(at('beyond-diagnosis-r6520'), 'weighting')).toBe('0')
  expect(told12(at('diagnosis-n179'), 'student_response')).toBeUndefined()
  const points = lines.map((_, i) => {
    const result = told12(i + 1, 'result') ?? ''
    return Number(told12(i + 1, 'weighting')) * (result === 'correct' ? 1 : result === 'wrong' ? 0 : Number(result))
  })
  const costs = lines.reduce((sum, line) => sum + Math.min(0, line.score.earned), 0)
  expect(points.reduce((sum, one) => sum + one, costs)).toBeCloseTo(score.earned, 6)
}
