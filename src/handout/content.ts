import type { Element, ElementContent } from 'hast'
import { indexOf } from '../model/course-index.ts'
import type { CompiledCourse, CompiledModule } from '../model/schema-types.ts'
import type { AnswerPlace } from './answers.ts'
import { element, text } from './hast.ts'
import { anchorOf, onPaper } from './paper.ts'
import { answerOnPaper, askedOnPaper } from './questions.ts'
import { words } from './words.ts'

/** A module for paper, before it is known on which kind. */
export interface HandoutContent {
  readonly course: Pick<CompiledCourse, 'id' | 'title' | 'version' | 'language' | 'direction'>
  readonly module: Pick<CompiledModule, 'id' | 'title' | 'minutes'>
  /** Title, objectives and sections; headings begin at h1. */
  readonly body: readonly ElementContent[]
  /** A section of its own; empty unless the answers are at the end. */
  readonly answers: readonly ElementContent[]
  /** All that comes from the course's files, by where an author finds it. */
  readonly places: readonly Place[]
}

/** Words that an author finds in one place. */
export interface Place {
  /** In words: `the title of the course`. */
  readonly where: string
  readonly nodes: readonly ElementContent[]
}

/**
 * Puts a module on paper: its text as the compiler sanitised it, and of each knowledge check as many questions as a
 * learner is asked, the first by id.
 */
export function handoutContent(course: CompiledCourse, module: CompiledModule, place: AnswerPlace): HandoutContent {
  const render = (html: string): ElementContent[] => onPaper(html, module)
  const { questions } = indexOf(course)
  const answers: Element[] = []
  const places: Place[] = [
    { where: 'the title of the course', nodes: [text(course.title)] },
    { where: `the title of the module ${module.id}`, nodes: [text(module.title)] },
    {
      where: `the objectives of the module ${module.id}`,
      nodes: module.objectives.map((objective) => text(objective.text)),
    },
  ]
  let number = 0
  const ask = (id: string): Element[] => {
    const question = questions.get(id)
    if (question === undefined) return []
    number += 1
    const asked = askedOnPaper(question, number, render)
    const where = `the question ${id}`
    places.push({ where, nodes: [asked] })
    if (place === 'none') return [asked]
    const answer = answerOnPaper(question, number, render)
    places.push({ where, nodes: [answer] })
    if (place === 'beside') return [asked, answer]
    answers.push(answer)
    return [asked]
  }
  const sections = module.sections.map(({ id, title, blocks }) => {
    const heading = element('h2', { id: anchorOf(id) }, [text(title)])
    const written = blocks.map((block) => (block.kind === 'text' ? render(block.html) : []))
    places.push({ where: `the section ${id}`, nodes: [heading, ...written.flat()] })
    return element('section', {}, [
      heading,
      ...blocks.flatMap((block, i) => {
        if (block.kind === 'text') return written[i] ?? []
        const asked = block.questions.slice(0, block.pick).flatMap(ask)
        return [element('h3', { className: ['check-title'] }, [text(words.questionTitle)]), ...asked]
      }),
    ])
  })
  return {
    course,
    module,
    body: [element('h1', {}, [text(module.title)]), ...opening(course, module), ...sections],
    answers: answers.length === 0 ? [] : [element('h2', { id: 'answers' }, [text(words.answers)]), ...answers],
    places,
  }
}

const opening = (course: CompiledCourse, { objectives, minutes }: CompiledModule): Element[] => [
  element('p', { className: ['about'] }, [text(`${words.moduleOf(course.title)}. ${words.minutes(minutes)}.`)]),
  ...(objectives.length === 0
    ? []
    : [
        element('p', { className: ['objectives'] }, [text(`${words.objectives}:`)]),
        element(
          'ul',
          {},
          objectives.map((objective) => element('li', {}, [text(objective.text)])),
        ),
      ]),
]
