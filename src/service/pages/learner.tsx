/** @jsxImportSource hono/jsx */
import type { Learner } from '../../storage/records.ts'
import type { Requirement } from '../awards/requirements.ts'
import type { Settings } from '../settings.ts'
import { Certificates } from './certificates.tsx'
import { CreditsSummary } from './credits-summary.tsx'
import { Page } from './layout.tsx'
import type { CourseStanding, LearnerHome } from './learner-data.ts'
import { longDate, moment, percentWords, plural } from './words.ts'

interface LearnerPageProps {
  readonly settings: Settings
  readonly person: Learner
  readonly home: LearnerHome
}

export const LearnerPage = ({ settings, person, home }: LearnerPageProps) => {
  const latest = home.courses
    .filter(({ saved, progress }) => saved !== undefined && !progress.complete)
    .sort((a, b) => (b.saved?.updated ?? 0) - (a.saved?.updated ?? 0))[0]
  return (
    <Page title="My learning" settings={settings} person={person} current="learning">
      <h1>My learning</h1>
      {latest === undefined ? null : <Continue standing={latest} settings={settings} />}
      <section aria-labelledby="courses">
        <h2 id="courses">Courses</h2>
        {home.courses.length === 0 ? (
          <p class="empty">
            There are no courses here yet. Whoever runs this service adds them with <code>chartwright build</code>.
          </p>
        ) : (
          <ul class="cards">
            {home.courses.map((standing) => (
              <CourseCard standing={standing} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="credits">
        <h2 id="credits">Credits</h2>
        <CreditsSummary credits={home.credits} />
      </section>
      <section aria-labelledby="certificates">
        <h2 id="certificates">Certificates</h2>
        <Certificates rows={home.certificates} />
      </section>
    </Page>
  )
}

const Continue = ({ standing, settings }: { standing: CourseStanding; settings: Settings }) => (
  <section class="card continue" aria-labelledby="continue">
    <div>
      <h2 id="continue">{`Continue ${standing.course.title}`}</h2>
      <ProgressBar standing={standing} />
      {standing.running.map((title) => (
        <p>
          <strong>{`${title} is under way.`}</strong> Continue to see how much time is left.
        </p>
      ))}
      {standing.saved === undefined ? null : (
        <p class="hint">{`Last saved ${moment(standing.saved.updated, settings.timeZone)}`}</p>
      )}
    </div>
    <a class="button primary" href={`/play/${standing.course.id}`}>
      Continue
    </a>
  </section>
)

const ProgressBar = ({ standing: { progress, course } }: { standing: CourseStanding }) => {
  const percent = Math.floor(progress.fraction * 100)
  return (
    <p class="progress">
      <progress value={percent} max={100} aria-label={`Progress in ${course.title}`} />
      <span>{progress.complete ? 'Completed' : `${percent}%`}</span>
    </p>
  )
}

const CourseCard = ({ standing }: { standing: CourseStanding }) => {
  const { course, saved, progress, open } = standing
  const label = progress.complete ? 'Review' : saved === undefined ? 'Start' : 'Continue'
  return (
    <li class="card">
      <h3>{course.title}</h3>
      <p lang={course.language}>{course.description}</p>
      <p class="hint">
        {`${plural(course.modules.length, 'module')} · ${plural(course.minutes, 'minute')} · version ${course.version}`}
      </p>
      <ProgressBar standing={standing} />
      {open.map((award) => (
        <details open={saved !== undefined}>
          <summary>{`For the certificate “${award.title}”`}</summary>
          <ul class="requirements">
            {award.requirements.map((requirement) => (
              <RequirementItem requirement={requirement} />
            ))}
          </ul>
          {award.unverified ? (
            <p class="hint">
              Your pass was reported, but not all of the answers it rests on have arrived. Open the course once more so
              that they can be sent.
            </p>
          ) : null}
        </details>
      ))}
      {course.awards.length > 0 && open.length === 0 ? (
        <p class="good">
          <span aria-hidden="true">✓ </span>Certificate issued
        </p>
      ) : null}
      {standing.canBeginAgain ? <TakeAgain standing={standing} /> : null}
      <p class="go">
        <a class={`button ${progress.complete ? '' : 'primary'}`} href={`/play/${course.id}`}>
          {label}
          <span class="unseen">{` ${course.title}`}</span>
        </a>
      </p>
    </li>
  )
}

const TakeAgain = ({ standing: { course, enrolment } }: { standing: CourseStanding }) => (
  <details>
    <summary>
      Take it again<span class="unseen">{`: ${course.title}`}</span>
    </summary>
    <form method="post" action={`/play/${course.id}/again`}>
      <p>
        You begin with nothing read and nothing answered. Your certificate stays; completing the course once more gives
        another one with a date of its own. Whether the same course counts a second time is for the rules of each
        credential: My credits says so.
      </p>
      <input type="hidden" name="registration" value={enrolment?.registration} />
      <p class="actions">
        <button type="submit">
          Begin again<span class="unseen">{` with ${course.title}`}</span>
        </button>
      </p>
    </form>
  </details>
)

const RequirementItem = ({ requirement }: { requirement: Requirement }) => (
  <li class={requirement.met ? 'good' : ''}>
    <span aria-hidden="true">{requirement.met ? '✓' : '○'}</span>
    <span>
      {requirementWords(requirement)}
      <span class="unseen">{requirement.met ? ' (done)' : ' (still missing)'}</span>
    </span>
  </li>
)

function requirementWords(requirement: Requirement): string {
  switch (requirement.kind) {
    case 'sections':
      return `${Math.min(requirement.have, requirement.need)} of ${plural(requirement.need, 'section')} opened`
    case 'checks':
      return `${requirement.have} of ${plural(requirement.need, 'knowledge check')} ${requirement.mode === 'correct' ? 'answered right' : 'answered'}`
    case 'exam':
      return requirement.best === undefined
        ? `${requirement.title} passed with ${requirement.need}%: not taken yet`
        : `${requirement.title} passed with ${requirement.need}%: best result ${percentWords(requirement.best * 100)}`
    case 'time':
      return `${Math.min(requirement.haveMinutes, requirement.needMinutes)} of ${plural(requirement.needMinutes, 'minute')} spent in the course`
    case 'attempts':
      return `${requirement.title} passed within ${plural(requirement.most, 'attempt')}: ${requirement.have} handed in`
    case 'window':
      return `Completed between ${longDate(requirement.from)} and ${longDate(requirement.until)}`
    case 'approval':
      return `Completed between ${longDate(requirement.from)} and ${longDate(requirement.until)}, while the approval lasts`
  }
}
