/** @jsxImportSource hono/jsx */
import type { Learner, LedgerEntry } from '../../storage/records.ts'
import type { Requirement } from '../awards/requirements.ts'
import type { Settings } from '../settings.ts'
import { Page } from './layout.tsx'
import type { CertificateRow, CourseStanding, LearnerHome } from './learner-data.ts'
import { creditWords, longDate, moment, percentWords, plural, pluralNoun, slugWords } from './words.ts'

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
      <section aria-labelledby="certificates">
        <h2 id="certificates">Certificates</h2>
        <Certificates rows={home.certificates} />
      </section>
      <section aria-labelledby="credits">
        <h2 id="credits">Continuing education units</h2>
        <Credits entries={home.entries} />
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
      <p class="go">
        <a class={`button ${progress.complete ? '' : 'primary'}`} href={`/play/${course.id}`}>
          {label}
          <span class="unseen">{` ${course.title}`}</span>
        </a>
      </p>
    </li>
  )
}

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
    case 'approval':
      return `Completed between ${longDate(requirement.from)} and ${longDate(requirement.until)}, while the approval lasts`
  }
}

const Certificates = ({ rows }: { rows: readonly CertificateRow[] }) =>
  rows.length === 0 ? (
    <p class="empty">No certificates yet. Each course says what it asks for.</p>
  ) : (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Activity</th>
            <th scope="col">Issued</th>
            <th scope="col">Number</th>
            <th scope="col">Status</th>
            <th scope="col">Document</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ number, title, issuedOn, revoked }) => (
            <tr>
              <th scope="row">{title}</th>
              <td>{longDate(issuedOn)}</td>
              <td class="code">
                <a href={`/verify/${number}`}>{number}</a>
              </td>
              <td>
                <span class={`badge ${revoked ? 'bad' : 'good'}`}>{revoked ? '✗ Revoked' : '✓ Valid'}</span>
              </td>
              <td>
                <a href={`/certificates/${number}.pdf`} download={`${number}.pdf`}>
                  Download PDF<span class="unseen">{` of ${number}`}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )

const Credits = ({ entries }: { entries: readonly LedgerEntry[] }) =>
  entries.length === 0 ? (
    <p class="empty">Nothing recorded yet. What you complete is written down here and never changed afterwards.</p>
  ) : (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Activity</th>
            <th scope="col">Completed</th>
            <th scope="col">Domain</th>
            <th scope="col">Planned contact time</th>
            <th scope="col">Credits</th>
            <th scope="col">Approval</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr>
              <th scope="row">{entry.title}</th>
              <td>{longDate(entry.completedOn)}</td>
              <td>{slugWords(entry.domain)}</td>
              <td>{plural(entry.minutes, 'minute')}</td>
              <td>{creditWords(entry.credits, entry.unit.name, entry.approval !== undefined)}</td>
              <td>
                {entry.approval === undefined ? 'None claimed' : `${entry.approval.approver} ${entry.approval.number}`}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {totals(entries).map(({ unit, credits }) => (
            <tr>
              <th scope="row" colspan={4}>
                {`Total ${unit}`}
              </th>
              <td colspan={2}>
                <strong>{credits}</strong>
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  )

/** Sums per unit, in hundredths so that they are exact. */
function totals(entries: readonly LedgerEntry[]): { readonly unit: string; readonly credits: number }[] {
  const sums = new Map<string, number>()
  for (const { unit, credits } of entries) {
    const name = `${pluralNoun(unit.name)} (${plural(unit.minutes, 'minute')} each)`
    sums.set(name, (sums.get(name) ?? 0) + Math.round(credits * 100))
  }
  return [...sums].map(([unit, cents]) => ({ unit, credits: cents / 100 }))
}
