/** @jsxImportSource hono/jsx */
import type { Learner } from '../../storage/records.ts'
import type { Settings } from '../settings.ts'
import { AddLearner } from './add-learner.tsx'
import type { CourseMatrix, ExamCell, LearnerRow } from './instructor-data.ts'
import { Page } from './layout.tsx'
import { moment, percentWords, plural } from './words.ts'

interface InstructorPageProps {
  readonly settings: Settings
  readonly person: Learner
  readonly matrices: readonly CourseMatrix[]
  /** Options that lead `chartwright` to the data of this service. */
  readonly options: string
}

export const InstructorPage = ({ settings, person, matrices, options }: InstructorPageProps) => (
  <Page title="Learners" settings={settings} person={person} current="instructor">
    <h1>Learners</h1>
    {matrices.length === 0 ? (
      <p class="empty">
        There are no courses here yet. Build one with <code>chartwright build</code> and start the service again.
      </p>
    ) : (
      <>
        {matrices.length === 1 ? null : (
          <nav aria-label="Courses">
            <ul class="jumps">
              {matrices.map(({ course: { id, title } }) => (
                <li>
                  <a href={`#course-${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {matrices.map((matrix) => (
          <Matrix matrix={matrix} settings={settings} />
        ))}
      </>
    )}
    <p class="hint">
      Add a learner with <AddLearner options={options} />; it prints a link that signs them in once.
    </p>
  </Page>
)

const Matrix = ({ matrix: { course, rows }, settings }: { matrix: CourseMatrix; settings: Settings }) => {
  const done = rows.filter(({ progress }) => progress.complete).length
  return (
    <section aria-labelledby={`course-${course.id}`}>
      <h2 id={`course-${course.id}`}>{course.title}</h2>
      {rows.length === 0 ? (
        <p class="empty">Nobody has an account yet.</p>
      ) : (
        <>
          <p>{`${plural(rows.length, 'learner')}, ${rows.filter(({ started }) => started).length} started, ${done} completed.`}</p>
          <section class="scroll tall" aria-label={`Progress in ${course.title}`} tabindex={0}>
            <table class="matrix">
              <thead>
                <tr>
                  <th scope="col">Learner</th>
                  <th scope="col">Course</th>
                  {course.exams.map((exam) => (
                    <th scope="col">
                      <span class="hint">Exam</span>
                      {exam.title}
                    </th>
                  ))}
                  <th scope="col">Certificates</th>
                  {course.modules.map((module, i) => (
                    <th scope="col">
                      <span class="hint">{`Module ${i + 1}`}</span>
                      {module.title}
                    </th>
                  ))}
                  <th scope="col">Last saved</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row row={row} settings={settings} />
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </section>
  )
}

const Row = ({ row, settings }: { row: LearnerRow; settings: Settings }) => (
  <tr>
    <th scope="row">{row.learner.name}</th>
    <td>
      {row.started ? (
        <Bar value={row.progress.fraction} label="of the course" text={courseWords(row)} />
      ) : (
        <span class="muted">Not started</span>
      )}
    </td>
    {row.exams.map((exam) => (
      <td>
        <Exam exam={exam} />
      </td>
    ))}
    <td class="figure">{row.certificates}</td>
    {row.modules.map(({ opened, total }) => (
      <td>
        {row.started ? (
          <Bar
            value={total === 0 ? 1 : opened / total}
            label="of the module"
            text={opened === total ? `✓ ${total} of ${total}` : `${opened} of ${total}`}
          />
        ) : (
          <span class="muted">–</span>
        )}
      </td>
    ))}
    <td class="day">
      {row.lastSaved === undefined ? <span class="muted">–</span> : moment(row.lastSaved, settings.timeZone)}
    </td>
  </tr>
)

const courseWords = ({ progress }: LearnerRow): string =>
  progress.complete ? '✓ Completed' : `${Math.floor(progress.fraction * 100)}%`

const Bar = ({ value, label, text }: { value: number; label: string; text: string }) => (
  <span class="bar">
    <span>{text}</span>
    <progress value={Math.floor(value * 100)} max={100} aria-label={`Share ${label}`} />
  </span>
)

const Exam = ({ exam: { attempts, best, passed, running } }: { exam: ExamCell }) => (
  <>
    {best === undefined ? (
      <span class="muted">{running ? 'In progress' : 'Not taken'}</span>
    ) : (
      <>
        <span class={`badge ${passed ? 'good' : 'warn'}`}>{passed ? '✓ Passed' : '✗ Not passed'}</span>
        <span class="hint">
          {`${percentWords(best.percent)}, ${plural(attempts, 'attempt')}${running ? ', one running' : ''}`}
        </span>
      </>
    )}
  </>
)
