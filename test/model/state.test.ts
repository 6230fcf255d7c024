import { describe, expect, it } from 'vitest'
import { drawExam, examSeed } from '../../src/model/draw.ts'
import { hash53, toBase64Url } from '../../src/model/hash.ts'
import { partOf, partsOf } from '../../src/model/part.ts'
import { partBudget, stateBudget } from '../../src/model/state/budget.ts'
import { decodeState, encodeState } from '../../src/model/state/codec.ts'
import { emptyState, type LearnerState } from '../../src/model/state/learner-state.ts'
import { packText, splitEntries, unpackText } from '../../src/model/state/pack.ts'
import { compareText } from '../../src/problems/problem.ts'
import { arbitraryShape, arbitraryState, courseOf, settled } from '../support/arbitrary-course.ts'
import fc from '../support/properties.ts'

const truth = { type: 'true-false' as const, points: 1, partial: false, domain: 'diagnosis' }

const courseAndState = arbitraryShape.chain((shape) => {
  const course = courseOf(shape)
  return fc.tuple(fc.constant(shape), fc.constant(course), arbitraryState(course))
})

const byName = (record: object) => Object.entries(record).sort(([a], [b]) => compareText(a, b))

const sorted = (state: LearnerState) => ({
  ...state,
  checks: byName(state.checks),
  exams: byName(state.exams),
})

/** Characters that damage would put in the place of another: of its own kind, of another, a separator, something strange. */
const others = (one: string): string[] => ['A', 'b', '7', ';', '~', '\u00e9'].filter((other) => other !== one)

describe('saved progress', () => {
  it('comes back as it was written, in ASCII, within the proved budget', () => {
    fc.assert(
      fc.property(courseAndState, ([, course, state]) => {
        const text = encodeState(course, state)
        expect(text).toMatch(/^[\x21-\x7e]+$/)
        expect(text).not.toMatch(/["'<>&\\]/)
        expect(text.length).toBeLessThanOrEqual(stateBudget(course).worst)
        const back = decodeState(course, text)
        if (!('state' in back)) throw new Error(`refused: ${back.refused}`)
        expect(sorted(back.state)).toEqual(sorted(settled(course, state)))
      }),
      { numRuns: 400 },
    )
  })

  it('is refused when cut short, changed or of another course', () => {
    fc.assert(
      fc.property(courseAndState, fc.nat(), fc.nat(93), ([shape, course, state], at, by) => {
        const text = encodeState(course, state)
        const cut = text.slice(0, at % text.length)
        expect(decodeState(course, cut)).toEqual({ refused: 'damaged' })
        const place = at % text.length
        const other = String.fromCharCode(33 + by)
        if (text.charAt(place) !== other) {
          expect('refused' in decodeState(course, text.slice(0, place) + other + text.slice(place + 1))).toBe(true)
        }
        expect(decodeState(courseOf({ ...shape, id: 'another' }), text)).toEqual({ refused: 'damaged' })
      }),
      { numRuns: 300 },
    )
  })

  // Of 16 million damaged strings one has the right checksum by chance, hence the fixed seed.
  it('is refused when cut at any length, or changed in any character', () => {
    fc.assert(
      fc.property(courseAndState, ([, course, state]) => {
        const text = encodeState(course, state)
        for (let at = 0; at < text.length; at += 1) {
          expect(decodeState(course, text.slice(0, at)), `cut at ${at}`).toEqual({ refused: 'damaged' })
          for (const other of others(text.charAt(at))) {
            const changed = text.slice(0, at) + other + text.slice(at + 1)
            expect('refused' in decodeState(course, changed), `${other} at ${at}`).toBe(true)
          }
        }
      }),
      { numRuns: 30, seed: 1 },
    )
  })

  it('is refused when two states were mixed, or two characters changed places', () => {
    fc.assert(
      fc.property(
        courseAndState.chain(([, course, one]) =>
          fc.tuple(fc.constant(course), fc.constant(one), arbitraryState(course)),
        ),
        ([course, one, two]) => {
          const [a, b] = [encodeState(course, one), encodeState(course, two)]
          for (let at = 1; at < Math.min(a.length, b.length); at += 1) {
            const mixed = a.slice(0, at) + b.slice(at)
            if (mixed !== a && mixed !== b) expect('refused' in decodeState(course, mixed)).toBe(true)
            const turned = a.slice(0, at - 1) + a.charAt(at) + a.charAt(at - 1) + a.slice(at + 1)
            if (turned !== a) expect('refused' in decodeState(course, turned)).toBe(true)
          }
        },
      ),
      { numRuns: 30, seed: 1 },
    )
  })

  it('comes back from each part that keeps its own, within the budget of the part that needs most', () => {
    fc.assert(
      fc.property(
        arbitraryShape.chain((shape) => {
          const whole = courseOf(shape)
          const parts = partsOf(whole).flatMap(({ id }) => partOf(whole, id) ?? [])
          const part = fc.constantFrom(...parts)
          return fc.tuple(
            fc.constant(whole),
            part.chain((one) => fc.tuple(fc.constant(one), arbitraryState(one))),
          )
        }),
        ([whole, [part, state]]) => {
          const text = encodeState(part, state)
          expect(text.length).toBeLessThanOrEqual(partBudget(whole).worst)
          const back = decodeState(part, text)
          if (!('state' in back)) throw new Error(`refused: ${back.refused}`)
          expect(sorted(back.state)).toEqual(sorted(settled(part, state)))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('never throws on foreign strings', () => {
    fc.assert(
      fc.property(arbitraryShape, fc.string(), (shape, text) => {
        expect('refused' in decodeState(courseOf(shape), text)).toBe(true)
      }),
    )
  })

  it('is refused after what LMSs do to strings, and not changed by being stored as HTML', () => {
    fc.assert(
      fc.property(courseAndState, ([, course, state]) => {
        const text = encodeState(course, state)
        const mangled = [
          `${text.split('').join('\0')}\0`,
          `\0${text.split('').join('\0')}`,
          String.fromCharCode(...text.split('').map((unit) => unit.charCodeAt(0) << 8)),
          `\ufeff${text}`,
          `${text} `,
          text + text,
          text.toUpperCase() === text ? '' : text.toUpperCase(),
          text.slice(0, Math.min(255, text.length - 1)),
        ]
        for (const other of mangled) expect(decodeState(course, other)).toEqual({ refused: 'damaged' })
        expect(text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)).toBe(text)
      }),
    )
  })

  it('is read or refused, never thrown on, where the checksum fits whatever was written', () => {
    const digits = fc.string({
      unit: fc.constantFrom('0', '1', '9', 'a', 'z', 'A', 'Z', '_', '-', '.', '~', '!', '*', ',', '/', ';'),
    })
    fc.assert(
      fc.property(courseAndState, fc.nat(), digits, ([, course, state], at, inserted) => {
        const whole = encodeState(course, state).replace(/;[^;]*$/, '')
        const place = at % (whole.length + 1)
        const body = whole.slice(0, place) + inserted + whole.slice(place + inserted.length)
        const read = decodeState(course, `${body};${toBase64Url(hash53(`${course.id}\n${body}`), 4)}`)
        if ('refused' in read) return
        const text = encodeState(course, read.state)
        const again = decodeState(course, text)
        expect('state' in again && encodeState(course, again.state)).toBe(text)
      }),
      { numRuns: 400 },
    )
  })

  it('keeps what is left when the course loses modules and exams', () => {
    fc.assert(
      fc.property(courseAndState, ([, course, state]) => {
        const later = { ...course, modules: course.modules.slice(1), exams: course.exams.slice(1) }
        const back = decodeState(later, encodeState(course, state))
        if (!('state' in back)) throw new Error(`refused: ${back.refused}`)
        const [gone] = course.modules
        const left = state.visited.filter((id) => !gone?.sections.some((section) => section.id === id))
        expect(back.state.visited).toEqual(left)
        expect(back.state.completed).toBe(state.completed)
        const kept = settled(course, state)
        for (const { id } of later.exams) expect(back.state.exams[id]).toEqual(kept.exams[id])
      }),
    )
  })

  it('refuses a newer format by name', () => {
    const course = courseOf({ modules: [1], questions: [truth], checks: [], exams: [] })
    const body = encodeState(course, emptyState('abcdef'))
      .replace(/^1/, '2')
      .replace(/;[^;]*$/, '')
    const text = `${body};${toBase64Url(hash53(`${course.id}\n${body}`), 4)}`
    expect(decodeState(course, text)).toEqual({ refused: 'newer' })
  })

  it('keeps every answer whose question is still there when the course changes', () => {
    fc.assert(
      fc.property(courseAndState, fc.nat(), ([shape, course, state], gone) => {
        const dropped = `q-${gone % course.questions.length}`
        const later = {
          ...course,
          questions: course.questions.filter((question) => question.id !== dropped),
          exams: course.exams.map((exam) => ({
            ...exam,
            sections: exam.sections.map((section) => ({
              ...section,
              draws: section.draws.map((draw) => ({
                ...draw,
                questions: draw.questions.filter((id) => id !== dropped),
              })),
            })),
          })),
        }
        const back = decodeState(later, encodeState(course, state))
        if (!('state' in back)) throw new Error(`refused: ${back.refused}`)
        for (const [id, response] of Object.entries(settled(course, state).checks)) {
          if (id !== dropped) expect(back.state.checks[id]).toEqual(response)
        }
        expect(back.state.visited).toEqual(state.visited)
        expect(back.state.completed).toBe(state.completed)
        expect(shape.modules.length).toBe(later.modules.length)
      }),
    )
  })

  it('an exam of 105 questions, all answered and half of them flagged, takes at most 400 characters', () => {
    const course = courseOf({
      modules: [1],
      questions: Array.from({ length: 150 }, () => ({
        type: 'single-choice' as const,
        points: 1,
        partial: false,
        domain: 'diagnosis',
      })),
      checks: [],
      exams: [{ counts: [105], attempts: 3, shuffle: true, clock: 'runs' }],
    })
    const exam = course.exams[0]
    if (exam === undefined) throw new Error('no exam')
    const drawn = drawExam(examSeed('abcdef', exam.id, 1), exam)
    const attempt = {
      number: 1,
      startedAt: 1_795_000_000,
      usedSeconds: 14_000,
      submitted: false,
      current: 104,
      responses: Object.fromEntries(drawn.map((id) => [id, ['b']])),
      flags: drawn.filter((_, i) => i % 2 === 0),
    }
    const empty = encodeState(course, emptyState('abcdef')).length
    const state = { ...emptyState('abcdef'), exams: { [exam.id]: { submitted: 0, best: 0, passed: false, attempt } } }
    expect(encodeState(course, state).length - empty).toBeLessThanOrEqual(400)
  })
})

describe('sections after a new version of the course', () => {
  const shape = { modules: [4, 3], questions: [truth], checks: [], exams: [] }
  const before = courseOf(shape)
  const after = courseOf({ ...shape, modules: [5, 3] })
  const decoded = (visited: string[]) => {
    const back = decodeState(after, encodeState(before, { ...emptyState('abcdef'), visited }))
    return 'state' in back ? back.state.visited : back.refused
  }

  it('leave a whole module whole', () => {
    const all = [0, 1, 2, 3].map((s) => `module-0/section-${s}`)
    expect(decoded(all)).toEqual([...all, 'module-0/section-4'])
  })

  it('keep as many sections of a changed module as were opened, and an unchanged module as it was', () => {
    expect(decoded(['module-0/section-0', 'module-0/section-2', 'module-1/section-2'])).toEqual([
      'module-0/section-0',
      'module-0/section-1',
      'module-1/section-2',
    ])
  })
})

describe('packed text', () => {
  it('round-trips any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unpackText(packText(text))).toBe(text)
      }),
    )
  })

  it('ends where its grammar says', () => {
    expect(splitEntries(`abcd${packText('e-5 A*x')}wxyzBc`, 4)).toEqual([
      { prefix: 'abcd', packed: 'E,5_:A*002AX!' },
      { prefix: 'wxyz', packed: 'Bc' },
    ])
    expect(splitEntries('abcdABC', 4)).toBeUndefined()
  })
})
