/** @jsxImportSource preact */
import { sectionDone } from '../../model/progress.ts'
import type { LearnerState } from '../../model/state/learner-state.ts'
import { hrefOf, type Route } from '../router.ts'
import { useApp, useLearnerState } from './context.ts'
import { Icon } from './icon.tsx'

type Standing = 'done' | 'begun' | 'open'

const ICONS = { done: 'check', begun: 'dot', open: 'ring' } as const satisfies Record<Standing, string>

function Entry({
  route,
  current,
  standing,
  title,
  note,
}: {
  readonly route: Route
  readonly current: boolean
  /** Left out where an entry is not something to be opened and finished. */
  readonly standing?: Standing
  readonly title: string
  readonly note?: string
}) {
  const { words } = useApp()
  return (
    <a
      href={hrefOf(route)}
      class={standing === undefined ? 'entry plain' : `entry ${standing}`}
      aria-current={current ? 'page' : undefined}
    >
      {standing !== undefined && <Icon name={ICONS[standing]} />}
      <span class="entry-title">
        {title}
        {note !== undefined && <span class="entry-note">{note}</span>}
      </span>
      {standing !== undefined && <span class="hidden">{words.standing[standing]}</span>}
    </a>
  )
}

/** Modules, the sections of the one being read, exams, and how far the learner is. */
export function Outline({ route }: { readonly route: Route }) {
  const { session, whole, words } = useApp()
  const { course } = session
  const state = useLearnerState(session)
  const visited = new Set(state.visited)
  return (
    <ol class="outline">
      {course.modules.map((module) => {
        const [first] = module.sections
        if (first === undefined) return null
        const done = new Set(module.sections.filter((section) => sectionDone(course, state, section)))
        const here = route.kind === 'section' && module.sections.some(({ id }) => id === route.id)
        const target = module.sections.find((section) => !done.has(section)) ?? first
        const begun = here || module.sections.some(({ id }) => visited.has(id))
        return (
          <li key={module.id}>
            <Entry
              route={{ kind: 'section', id: here ? first.id : target.id }}
              current={here && module.sections.length === 1}
              standing={done.size === module.sections.length ? 'done' : begun ? 'begun' : 'open'}
              title={words.numbered(whole.modules.findIndex(({ id }) => id === module.id) + 1, module.title)}
            />
            {here && module.sections.length > 1 && (
              <ol>
                {module.sections.map((section) => (
                  <li key={section.id}>
                    <Entry
                      route={{ kind: 'section', id: section.id }}
                      current={route.id === section.id}
                      standing={done.has(section) ? 'done' : visited.has(section.id) ? 'begun' : 'open'}
                      title={section.title}
                    />
                  </li>
                ))}
              </ol>
            )}
          </li>
        )
      })}
      {course.exams.map((exam) => (
        <li key={exam.id} class="apart">
          <Entry
            route={{ kind: 'exam', id: exam.id }}
            current={route.kind === 'exam' && route.id === exam.id}
            standing={examStanding(state, exam.id)}
            title={exam.title}
          />
        </li>
      ))}
      <li class="apart">
        <Entry
          route={{ kind: 'progress' }}
          current={route.kind === 'progress'}
          {...(state.completed ? { standing: 'done' } : {})}
          title={words.yourProgress}
        />
      </li>
    </ol>
  )
}

function examStanding(state: LearnerState, id: string): Standing {
  const record = state.exams[id]
  if (record?.passed) return 'done'
  return record === undefined ? 'open' : 'begun'
}
