import { describe, expect, it } from 'vitest'
import { enCoding } from '../../src/player/messages/en-coding.ts'
import { messagesFor } from '../../src/player/messages/index.ts'

const words = messagesFor('en-US')

describe('messages', () => {
  it('are English where the player does not speak the language of the course', () => {
    expect(messagesFor('ar')).toBe(words)
    expect(messagesFor('')).toBe(words)
  })

  it.each([
    [
      words.unansweredCount(1),
      '1 question is not answered and earns no points. You cannot change your answers afterwards.',
    ],
    [words.unansweredCount(1_200), /^1,200 questions are not answered/],
    [words.sectionsOpened(3, 5, 5), '3 of 5 sections read.'],
    [words.sectionsOpened(0, 1, 1), '0 of 1 section read.'],
    [words.sectionsOpened(3, 5, 4), '3 of 5 sections read (4 needed).'],
    [words.retryExam(1), 'Start another attempt (1 left)'],
    [words.retryExam(Number.POSITIVE_INFINITY), 'Start another attempt'],
    [words.passedWith(8333), 'Passed with 83.33%'],
    [words.failedWith(7000), 'Not passed: 70%'],
    [words.partlyRight(0.33, 1), 'Partly right: 0.33 of 1 point'],
    [words.questionStep(2, 'part'), 'Question 2, partly right'],
    [words.decimal(1234.5), '1234.5'],
    [enCoding.codeHint('R', true), '0DTJ4ZZ; Enter adds it; a list can be pasted. With its day: 0DTJ4ZZ 2.'],
    [enCoding.codeHint('R', false), '0DTJ4ZZ or 99213; Enter adds it; a list can be pasted.'],
    [enCoding.codeHint('S', true), 'E11.22 or e1122; Enter adds it; a list can be pasted. With POA: E11.22 Y.'],
    [words.guideline('I.C.9.a.1'), 'Guideline I.C.9.a.1'],
    [words.guideline('I.C.9.a.1@fy2026'), 'Guideline I.C.9.a.1 (FY 2026)'],
    [words.guideline('I.C.9.a.1@fy2026-april'), 'Guideline I.C.9.a.1 (FY 2026, April)'],
    [words.clock(59), '00:59'],
    [words.clock(3_725), '1:02:05'],
    [words.alsoAccepted(['a', 'b', 'c']), 'Also accepted: a, b, or c.'],
    [words.minutesLeft(1), '1 minute left'],
    [words.minutesLeft(5), '5 minutes left'],
  ])('%s', (text, expected) => {
    expect(text).toMatch(expected)
  })
})
