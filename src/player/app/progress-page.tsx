/** @jsxImportSource preact */
import { indexOf } from '../../model/course-index.ts'
import { drawCheck } from '../../model/draw.ts'
import { progressOf } from '../../model/progress.ts'
import { scoreResponse } from '../../model/question-types/index.ts'
import { hrefOf, type Route } from '../router.ts'
import { useApp, useLearnerState } from './context.ts'
import { percentOf } from './header.tsx'
import { Icon } from './icon.tsx'

interface Task {
  readonly done: boolean
  readonly text: string
  readonly link?: { readonly route: Route; readonly text: string }
}

/** What completes the course and what of it is still missing. */
export function ProgressPage() {
  const { session, whole, words } = useApp()
  const { course } = session
  const said =
    course === whole
      ? {
          complete: words.courseComplete,
          completeText: words.courseCompleteText,
          incompleteText: words.courseIncompleteText,
          timeSpent: words.timeSpent,
        }
      : words.part
  const state = useLearnerState(session)
  const { sections, checks, complete, fraction } = progressOf(course, state)
  const { completion } = course
  const visited = new Set(state.visited)
  const all = course.modules.flatMap((module) => module.sections)
  const unread = all.find(({ id }) => !visited.has(id))
  const needed = Math.ceil((completion.sections * sections.total) / 100)
  const unanswered = sectionWithOpenCheck()
  const exam = course.exams.find(({ id }) => id === completion.exam)
  const passed = exam !== undefined && (state.exams[exam.id]?.passed ?? false)
  const good = completion.checks === 'correct' ? checks.correct : checks.answered

  const tasks: Task[] = []
  if (sections.total > 0) {
    tasks.push({
      done: sections.opened >= needed,
      text: words.sectionsOpened(sections.opened, sections.total, needed),
      ...(unread === undefined
        ? {}
        : { link: { route: { kind: 'section', id: unread.id }, text: words.goTo(unread.title) } }),
    })
  }
  if (completion.checks !== 'none' && checks.total > 0) {
    tasks.push({
      done: good >= checks.total,
      text:
        completion.checks === 'correct'
          ? words.checksCorrect(good, checks.total)
          : words.checksAnswered(good, checks.total),
      ...(unanswered === undefined
        ? {}
        : { link: { route: { kind: 'section', id: unanswered.id }, text: words.goTo(unanswered.title) } }),
    })
  }
  if (exam !== undefined) {
    tasks.push({
      done: passed,
      text: passed ? words.examPassed(exam.title) : words.examToPass(exam.title, exam.pass),
      link: { route: { kind: 'exam', id: exam.id }, text: words.goTo(exam.title) },
    })
  }

  function sectionWithOpenCheck() {
    const isOpen = (id: string): boolean => {
      const question = indexOf(course).questions.get(id)
      const response = state.checks[id]
      if (question === undefined) return false
      return response === undefined || (completion.checks === 'correct' && !scoreResponse(question, response).correct)
    }
    return all.find(({ blocks }) =>
      blocks.some((block) => block.kind === 'check' && drawCheck(state.seed, block).some(isOpen)),
    )
  }

  return (
    <article class="reading">
      <header class="reading-head">
        <h1 tabIndex={-1}>{words.yourProgress}</h1>
      </header>
      <section class={complete ? 'card completion complete' : 'card completion'}>
        <h2>{complete ? said.complete : words.courseIncomplete(percentOf(fraction, complete))}</h2>
        <p>{complete ? said.completeText : said.incompleteText}</p>
        <ul class="tasks">
          {tasks.map(({ done, text, link }) => (
            <li key={text} class={done ? 'done' : 'open'}>
              <Icon name={done ? 'check' : 'ring'} />
              <span>
                {text} <span class="hidden">{done ? words.standing.done : words.standing.missing}</span>
                {!done && link !== undefined && (
                  <>
                    {' '}
                    <a href={hrefOf(link.route)}>{link.text}</a>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <p class="hint">{said.timeSpent(Math.floor(state.seconds / 60))}</p>
    </article>
  )
}
