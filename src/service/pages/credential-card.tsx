/** @jsxImportSource hono/jsx */
import type { Evaluation } from '../../credentials/evaluate.ts'
import { addDays } from '../../credentials/plain-date.ts'
import { DISCLAIMER } from '../../credentials/words.ts'
import type { CourseStep, HeldCredential } from '../credits/learner-credits.ts'
import { Ring } from './ring.tsx'
import { longDate, plural, pluralNoun } from './words.ts'

/**
 * One credential that somebody holds: how far they are, what would close the gap, and by whose figures. `own`: it is the
 * viewer's, who can act on it.
 */
export const CredentialCard = ({ held, own }: { held: HeldCredential; own: boolean }) => {
  const { holding, name, evaluation } = held
  const id = `credential-${holding.credential}`
  if (evaluation === undefined) {
    return (
      <article class="card credential" aria-labelledby={id}>
        <header>
          <h3 id={id}>{name}</h3>
        </header>
        <p class="empty">
          {held.missing} <a href={`/credits/credentials/${holding.credential}`}>Check the cycle start</a>
        </p>
      </article>
    )
  }
  return (
    <article class="card credential" aria-labelledby={id}>
      <header>
        <h3 id={id}>{name}</h3>
        {evaluation.rule.example ? <span class="badge">Invented example</span> : null}
        <Met evaluation={evaluation} />
      </header>
      <p>{cycleWords(evaluation)}</p>
      <Rings evaluation={evaluation} />
      <NeedTable evaluation={evaluation} name={name} />
      <Gap held={held} evaluation={evaluation} own={own} />
      <AuditPackLinks held={held} evaluation={evaluation} own={own} />
      <Calculation evaluation={evaluation} />
    </article>
  )
}

export const Met = ({ evaluation: { met } }: { evaluation: Evaluation }) => (
  <span class={`badge ${met ? 'good' : 'warn'}`}>{met ? '✓ Requirements met' : '○ Not met yet'}</span>
)

export const cycleWords = ({ cycle: { start, end, daysLeft } }: Evaluation): string =>
  `${plural(daysLeft, 'day')} left. The cycle runs from ${longDate(start)} to ${longDate(end)}.`

const Rings = ({ evaluation: { total, rules } }: { evaluation: Evaluation }) => (
  <div class="rings" aria-hidden="true">
    <figure>
      <TotalRing total={total} />
      <figcaption>{`${pluralNoun(total.unit)} in all`}</figcaption>
    </figure>
    {rules.map(({ text, kind, have, need, met }) => (
      <figure>
        <Ring
          share={need === 0 ? 1 : have / need}
          met={kind === 'min' && met}
          figure={String(have)}
          under={`of ${need}`}
          small
        />
        <figcaption>{text}</figcaption>
      </figure>
    ))}
  </div>
)

export const TotalRing = ({ total: { have, need } }: { total: Evaluation['total'] }) => (
  <Ring share={need === 0 ? 1 : have / need} met={have >= need} figure={String(have)} under={`of ${need}`} />
)

const NeedTable = ({ evaluation: { total, rules }, name }: { evaluation: Evaluation; name: string }) => (
  <section class="scroll" aria-label={`What ${name} asks for`} tabindex={0}>
    <table class="stacks">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Required</th>
          <th scope="col">Counted</th>
          <th scope="col">Still missing</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">In all</th>
          <td class="figure" data-label="Required">
            {plural(total.need, total.unit)}
          </td>
          <td class="figure" data-label="Counted">
            {total.have}
          </td>
          <td class="figure" data-label="Still missing">
            {missing(total.need, total.have)}
          </td>
        </tr>
        {rules.map(({ text, kind, need, have, met }) => (
          <tr>
            <th scope="row">{text}</th>
            <td class="figure" data-label="Required">
              {`${kind === 'max' ? 'At most ' : ''}${plural(need, total.unit)}`}
            </td>
            <td class="figure" data-label="Counted">
              {have}
            </td>
            <td class="figure" data-label="Still missing">
              {kind === 'max' || met ? '✓ None' : missing(need, have)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

/** In hundredths, so that 80 − 79.9 is 0.1. */
const missing = (need: number, have: number): string =>
  have >= need ? '✓ None' : String((Math.round(need * 100) - Math.round(have * 100)) / 100)

interface CardPart {
  readonly held: HeldCredential
  readonly evaluation: Evaluation
  readonly own: boolean
}

const Gap = ({ held: { steps }, evaluation, own }: CardPart) => {
  if (evaluation.met) return null
  return (
    <section>
      <h4>What would close the gap</h4>
      {evaluation.together ? null : (
        <p>Each rule is met by itself, but the same credits cannot serve all of them: limits leave too few.</p>
      )}
      {steps.length === 0 ? (
        <p class="hint">
          No course here would close it: each is completed, has no attempt left, or does not count for this credential.
          {own ? (
            <>
              {' Look at what the body that awards the credential offers, and '}
              <a href="/credits/external">report what you take there</a>.
            </>
          ) : null}
        </p>
      ) : (
        <ul class="offers">
          {steps.map((step) => (
            <li>
              {own ? <a href={`/play/${step.course}`}>{step.title}</a> : step.title}
              {stepWords(step, evaluation)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const stepWords = ({ credits, minutes, by, closes }: CourseStep, { total, rules }: Evaluation): string => {
  const gaps = closes.map(
    ({ rule, by: amount }) => `${amount} of ${rule === 'total' ? 'the total' : ruleText(rules, rule)}`,
  )
  return `: ${plural(credits, total.unit)} in ${plural(minutes, 'minute')}, if completed by ${longDate(by)}. It closes ${gaps.join(' and ')}.`
}

const ruleText = (rules: Evaluation['rules'], id: string): string =>
  `“${rules.find((rule) => rule.id === id)?.text ?? id}”`

/** Everything that bears on the credential in a cycle, to hand to an auditor. */
const AuditPackLinks = ({ held: { holding }, evaluation: { cycle }, own }: CardPart) => {
  const path = own
    ? `/credits/credentials/${holding.credential}/audit-pack.zip`
    : `/instructor/credits/${holding.learner}/${holding.credential}/audit-pack.zip`
  return (
    <p>
      <a href={path}>Audit pack of this cycle (zip)</a>
      {cycle.start > holding.since ? (
        <>
          {', '}
          <a href={`${path}?cycle=${addDays(cycle.start, -1)}`}>of the cycle before</a>
        </>
      ) : null}
    </p>
  )
}

const Calculation = ({ evaluation: { rule } }: { evaluation: Evaluation }) => {
  const { source } = rule
  const document = source.document?.replace(/\.$/, '')
  return (
    <p class="calculation">
      {'Calculated by the rules in '}
      <code>{rule.file ?? rule.credential}</code>
      {', version '}
      <code>{rule.version}</code>
      {rule.sha256 === undefined ? null : (
        <>
          {', SHA-256 '}
          <code title={rule.sha256}>{`${rule.sha256.slice(0, 12)}…`}</code>
        </>
      )}
      {'. Source: '}
      {source.url === undefined ? (
        document
      ) : (
        <a href={source.url} rel="noreferrer">
          {document ?? source.url}
        </a>
      )}
      {`, read on ${longDate(source.retrieved)}. ${source.note === undefined ? '' : `${source.note} `}${DISCLAIMER}`}
    </p>
  )
}
