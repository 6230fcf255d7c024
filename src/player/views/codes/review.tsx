/** @jsxImportSource preact */
import { differences } from '../../../model/codes/differences.ts'
import { bareCode, type CodeEntry, isDiagnosis, pointedCode } from '../../../model/codes/entry.ts'
import { type Explained, type Extra, type LineCredit, poaMark } from '../../../model/codes/explain.ts'
import type { CodeLine, Codes } from '../../../model/schema-types.ts'
import { Html } from '../../app/html.tsx'
import { Icon } from '../../app/icon.tsx'
import { Mark } from '../mark.tsx'
import { useTitles } from './titles.ts'
import { useCoding } from './words.ts'

type Evidence = CodeLine['evidence'][number]

/** The key line by line: what it earned, what was given, and why. */
export function CodingReview({
  question,
  explained,
  show,
}: {
  readonly question: Codes
  readonly explained: Explained
  readonly show: (evidence: Evidence) => void
}) {
  const { words } = useCoding()
  return (
    <div class="coding-review">
      <h3>{words.lineByLine}</h3>
      <ol class="code-lines">
        {explained.lines.map((credit) => (
          <Line
            key={`${credit.line.role} ${credit.line.accepts[0]?.code} ${credit.line.day}`}
            question={question}
            credit={credit}
            show={show}
          />
        ))}
      </ol>
      {explained.extras.length > 0 && (
        <>
          <h3>{words.notSupported}</h3>
          <ol class="code-lines">
            {explained.extras.map((extra) => (
              <ExtraLine
                key={`${extra.given.role} ${extra.given.code} ${extra.given.mark}`}
                question={question}
                extra={extra}
                show={show}
              />
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

interface LineProps {
  readonly question: Codes
  readonly show: (evidence: Evidence) => void
}

const marked = ({ mark }: CodeEntry, words: ReturnType<typeof useCoding>['words'], role: CodeEntry['role']): string =>
  mark === '' ? '' : isDiagnosis(role) ? ` (${words.poaIs(mark)})` : ` (${words.dayIs(mark)})`

function Line({ question, credit, show }: LineProps & { readonly credit: LineCredit }) {
  const { words } = useCoding()
  const { line, given, near, earned, possible, faults } = credit
  const [key, ...also] = line.accepts
  const code = key?.code ?? ''
  const kind = given === undefined ? 'bad' : faults.length > 0 ? 'part' : 'good'
  const told = given ?? near
  const verdict = line.need === 'optional' ? words.optionalLine : words.lineVerdict[near === undefined ? kind : 'near']
  const first = line.role === 'principal' ? words.firstDiagnosis[question.setting] : words.roles[line.role]
  const differ = told === undefined ? [] : differences(told.code, bareCode(code), line.axes)
  return (
    <li class={`code-line ${kind}`}>
      <CodeHead role={first} code={code} title={line.title} />
      <p class="code-credit">
        <Standing kind={kind}>{verdict}</Standing>
        {possible > 0 && <span>{words.pointsOf(earned, possible)}</span>}
      </p>
      <ul class="code-facts">
        {told !== undefined && (told.code !== bareCode(code) || faults.length > 0) && (
          <li>{words.youGave(`${pointedCode(told.role, told.code)}${marked(told, words, told.role)}`)}</li>
        )}
        {given === undefined && near === undefined && <li>{words.faults.missing}</li>}
        {faults.includes('sequence') && <li>{words.faults.sequence}</li>}
        {faults.includes('poa') && line.poa !== undefined && <li>{words.poaShould(poaMark(line.poa))}</li>}
        {faults.includes('day') && line.day !== undefined && <li>{words.dayShould(line.day)}</li>}
        {differ.map((one) => (
          <li key={one.position}>{words.differs(one)}</li>
        ))}
        {also.length > 0 && (
          <li>{words.alsoAccepted(also.map(({ code: other, match }) => words.accepted[match](other)))}</li>
        )}
      </ul>
      <Reasons line={line} question={question} show={show} />
    </li>
  )
}

const Standing = ({ kind, children }: { readonly kind: 'good' | 'part' | 'bad'; readonly children: string }) =>
  kind === 'part' ? (
    <span class="mark mark-part">
      <Icon name="part" />
      {children}
    </span>
  ) : (
    <Mark good={kind === 'good'}>{children}</Mark>
  )

function ExtraLine({ question, extra: { given, line, cost }, show }: LineProps & { readonly extra: Extra }) {
  const { words } = useCoding()
  const title = useTitles()
  return (
    <li class="code-line bad">
      <CodeHead
        role={words.youReported}
        code={pointedCode(given.role, given.code)}
        title={line?.title ?? title(given.code)}
      />
      <p class="code-credit">
        <Mark good={false}>{words.costs(cost)}</Mark>
      </p>
      {line !== undefined && <Reasons line={line} question={question} show={show} />}
    </li>
  )
}

const CodeHead = ({
  role,
  code,
  title,
}: {
  readonly role: string
  readonly code: string
  readonly title: string | undefined
}) => (
  <p class="code-head">
    <span class="position">{role}</span> <code class="code">{code}</code> {title !== undefined && <span>{title}</span>}
  </p>
)

function Reasons({ line, question, show }: LineProps & { readonly line: CodeLine }) {
  const { words } = useCoding()
  return (
    <>
      {line.why !== undefined && <Html html={line.why} />}
      {line.ref !== undefined && <p class="reference">{words.guideline(line.ref)}</p>}
      {line.evidence.map((one) => (
        <button
          key={`${one.document} ${one.quote}`}
          type="button"
          class="evidence-link"
          onClick={() => show({ ...one })}
        >
          {words.showEvidence(one.quote, question.documents.find(({ id }) => id === one.document)?.title ?? '')}
        </button>
      ))}
    </>
  )
}
