/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { bareCode, type CodeEntry, pointedCode, readEntries, writeEntries } from '../../../model/codes/entry.ts'
import type { Response } from '../../../model/response.ts'
import type { Codes } from '../../../model/schema-types.ts'
import { CodeList } from './list.tsx'
import { useTitles } from './titles.ts'
import { hasShape, inList } from './typed.ts'
import { useCoding } from './words.ts'

export function CodingForm({
  question,
  response,
  name,
  change,
}: {
  readonly question: Codes
  readonly response: Response
  readonly name: string
  readonly change: (response: Response) => void
}) {
  const { words } = useCoding()
  const entries = readEntries(response) ?? []
  const { asks } = question
  const replace = (role: 'S' | 'R' | 'A' | 'D', list: readonly CodeEntry[]): void => {
    const lists = {
      S: inList(entries, 'S'),
      A: entries.filter((entry) => entry.role === 'A'),
      R: inList(entries, 'R'),
      D: entries.filter((entry) => entry.role === 'D'),
      [role]: list,
    }
    change(writeEntries([...lists.S, ...lists.A, ...lists.R, ...lists.D]))
  }
  const one = (role: 'A' | 'D', label: string) => (
    <SingleCode
      role={role}
      label={label}
      name={`${name}-${role}`}
      code={entries.find((entry) => entry.role === role)?.code ?? ''}
      change={(code) => replace(role, code === '' ? [] : [{ role, code, mark: '' }])}
    />
  )
  return (
    <div class="coding-form">
      {asks.includes('admitting') && one('A', words.admitting)}
      {asks.includes('diagnoses') && (
        <CodeList
          question={question}
          kind="S"
          name={`${name}-dx`}
          entries={inList(entries, 'S')}
          replace={(list) => replace('S', list)}
        />
      )}
      {asks.includes('procedures') && (
        <CodeList
          question={question}
          kind="R"
          name={`${name}-px`}
          entries={inList(entries, 'R')}
          replace={(list) => replace('R', list)}
        />
      )}
      {asks.includes('disposition') && one('D', words.disposition)}
    </div>
  )
}

/** A field for a single code. What is typed counts as soon as it has the shape of a code. */
function SingleCode({
  role,
  label,
  name,
  code,
  change,
}: {
  readonly role: 'A' | 'D'
  readonly label: string
  readonly name: string
  readonly code: string
  readonly change: (code: string) => void
}) {
  const { words } = useCoding()
  const title = useTitles()
  const [text, setText] = useState(pointedCode(role, code))
  const [left, setLeft] = useState(false)
  const bare = bareCode(text)
  const wrong = left && text.trim() !== '' && !hasShape(role, bare)
  return (
    <div class="code-field">
      <label for={name}>{label}</label>
      <input
        type="text"
        id={name}
        class="code-input"
        maxLength={role === 'D' ? 2 : 9}
        autocomplete="off"
        spellcheck={false}
        value={text}
        aria-invalid={wrong}
        aria-describedby={`${name}-note`}
        onInput={(event) => {
          const next = event.currentTarget.value
          setText(next)
          setLeft(false)
          change(hasShape(role, bareCode(next)) ? bareCode(next) : '')
        }}
        onBlur={() => {
          setLeft(true)
          if (hasShape(role, bare)) setText(pointedCode(role, bare))
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
      <p id={`${name}-note`} class={wrong ? 'problem' : 'hint'} role="status">
        {wrong ? words.notACode(text.trim(), role) : (title(bare) ?? '')}
      </p>
    </div>
  )
}
