/** @jsxImportSource hono/jsx */
import type { Learner } from '../../storage/records.ts'
import type { LearnerCredits } from '../credits/learner-credits.ts'
import type { Settings } from '../settings.ts'
import { AddLearner } from './add-learner.tsx'
import { CredentialCard, Met } from './credential-card.tsx'
import { EntriesTable } from './entries.tsx'
import { Page } from './layout.tsx'
import { longDate, plural } from './words.ts'

export interface PersonCredits {
  readonly learner: Learner
  readonly credits: LearnerCredits
}

interface PeopleCreditsPageProps {
  readonly settings: Settings
  readonly person: Learner
  readonly list: PeopleList
  /** Options that lead `chartwright` to the data of this service. */
  readonly options: string
}

/** One page of those whose name was asked for. */
export interface PeopleList {
  readonly people: readonly PersonCredits[]
  /** What was asked for; '' for everybody. */
  readonly name: string
  /** From 1. */
  readonly page: number
  readonly pages: number
  /** People on all pages. */
  readonly found: number
}

/** For instructors: who holds what, and how far they are. */
export const PeopleCreditsPage = ({ settings, person, list, options }: PeopleCreditsPageProps) => (
  <Page title="Credits of learners" settings={settings} person={person} current="people-credits">
    <h1>Credits of learners</h1>
    <form method="get" action="/instructor/credits" class="search">
      <div class="field">
        <label for="name">Name</label>
        <input type="search" id="name" name="name" value={list.name} maxlength={120} />
      </div>
      <p class="actions">
        <button type="submit">Search</button>
        {list.name === '' ? null : <a href="/instructor/credits">Show everybody</a>}
      </p>
    </form>
    {list.found === 0 && list.name !== '' ? (
      <p class="empty">{`Nobody here has “${list.name}” in their name.`}</p>
    ) : list.found === 0 ? (
      <p class="empty">
        Nobody has an account yet. Add a learner with <AddLearner options={options} />.
      </p>
    ) : (
      <section class="scroll" aria-label="Credits of learners" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Learner</th>
              <th scope="col">Credential</th>
              <th scope="col">Counted</th>
              <th scope="col">Standing</th>
              <th scope="col">Cycle ends</th>
              <th scope="col">Days left</th>
            </tr>
          </thead>
          <tbody>
            {list.people.map((one) => (
              <PersonRows one={one} />
            ))}
          </tbody>
        </table>
      </section>
    )}
    {list.pages === 1 ? null : <Pages list={list} />}
  </Page>
)

const Pages = ({ list: { name, page, pages, found } }: { list: PeopleList }) => (
  <nav aria-label="More people">
    <p class="actions">
      {page === 1 ? null : <a href={pageAddress(name, page - 1)}>Previous 50</a>}
      <span>{`Page ${page} of ${pages}, ${found} people`}</span>
      {page === pages ? null : <a href={pageAddress(name, page + 1)}>Next 50</a>}
    </p>
  </nav>
)

const pageAddress = (name: string, page: number): string =>
  `/instructor/credits?${new URLSearchParams({ ...(name === '' ? {} : { name }), page: String(page) }).toString()}`

const PersonRows = ({ one: { learner, credits } }: { one: PersonCredits }) => {
  const span = Math.max(1, credits.held.length)
  const name = (
    <th scope="rowgroup" rowspan={span}>
      <a href={`/instructor/credits/${learner.id}`}>{learner.name}</a>
      <span class="why">{`${plural(credits.rows.length, 'entry')} in the ledger`}</span>
    </th>
  )
  const [first, ...rest] = credits.held
  if (first === undefined) {
    return (
      <tr>
        {name}
        <td colspan={5} class="muted">
          Has not said which credentials they hold
        </td>
      </tr>
    )
  }
  return (
    <>
      <tr>
        {name}
        <HeldCells held={first} />
      </tr>
      {rest.map((held) => (
        <tr>
          <HeldCells held={held} />
        </tr>
      ))}
    </>
  )
}

const HeldCells = ({ held: { name, evaluation, missing } }: { held: LearnerCredits['held'][number] }) =>
  evaluation === undefined ? (
    <>
      <td>{name}</td>
      <td colspan={4} class="muted">
        {missing}
      </td>
    </>
  ) : (
    <>
      <td>{name}</td>
      <td class="figure">{`${evaluation.total.have} of ${plural(evaluation.total.need, evaluation.total.unit)}`}</td>
      <td>
        <Met evaluation={evaluation} />
      </td>
      <td class="day">{longDate(evaluation.cycle.end)}</td>
      <td class="figure">{Math.max(0, evaluation.cycle.daysLeft)}</td>
    </>
  )

interface PersonCreditsPageProps {
  readonly settings: Settings
  readonly person: Learner
  readonly one: PersonCredits
}

/** For instructors: the ledger of one person, to read. */
export const PersonCreditsPage = ({ settings, person, one: { learner, credits } }: PersonCreditsPageProps) => (
  <Page title={`Credits of ${learner.name}`} settings={settings} person={person} current="people-credits">
    <p class="crumb">
      <a href="/instructor/credits">Credits of learners</a>
    </p>
    <h1>{`Credits of ${learner.name}`}</h1>
    {learner.id === person.id ? null : (
      <p class="actions">
        <a class="button" href={`/instructor/credits/${learner.id}/add`}>
          Add credit
        </a>
      </p>
    )}
    <section aria-labelledby="credentials">
      <h2 id="credentials">By credential</h2>
      {credits.held.length === 0 ? (
        <p class="empty">They have not said which credentials they hold. They do so under My credits.</p>
      ) : (
        credits.held.map((held) => <CredentialCard held={held} own={false} />)
      )}
    </section>
    <section aria-labelledby="entries">
      <h2 id="entries">Ledger</h2>
      {credits.rows.length === 0 ? <p class="empty">Nothing recorded yet.</p> : <EntriesTable rows={credits.rows} />}
    </section>
  </Page>
)
