/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { explain } from '../../../model/codes/explain.ts'
import type { CodeLine, Codes } from '../../../model/schema-types.ts'
import type { AnswerProps, ReviewProps } from '../view.ts'
import { Chart } from './chart.tsx'
import { CodingForm } from './form.tsx'
import { chartMemory } from './host.ts'
import { CodingReview } from './review.tsx'
import { useCoding } from './words.ts'

export function Answer({ question, response, change, name, seed, labelId }: AnswerProps<Codes>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div class="coding" role="group" aria-labelledby={labelId}>
      <div class={question.documents.length === 0 ? 'coding-body' : 'coding-body with-chart'}>
        {question.documents.length > 0 && (
          <Chart documents={question.documents} memory={chartMemory(seed, question.id)} />
        )}
        <CodingForm question={question} response={response} name={name} change={change} />
      </div>
    </div>
  )
}

export function Review({ question, response, seed }: ReviewProps<Codes>) {
  const { announce, words } = useCoding()
  const [shown, setShown] = useState<CodeLine['evidence'][number] | undefined>(undefined)
  const explained = explain(question, response)
  const lines = [...explained.lines.map(({ line }) => line), ...explained.extras.flatMap(({ line }) => line ?? [])]
  return (
    <div class="coding">
      <div class={question.documents.length === 0 ? 'coding-body' : 'coding-body with-chart'}>
        {question.documents.length > 0 && (
          <Chart
            documents={question.documents}
            memory={chartMemory(seed, question.id)}
            evidence={lines.flatMap(({ evidence }) => evidence)}
            shown={shown}
          />
        )}
        <CodingReview
          question={question}
          explained={explained}
          show={(evidence) => {
            setShown(evidence)
            announce(words.evidenceShown(question.documents.find(({ id }) => id === evidence.document)?.title ?? ''))
          }}
        />
      </div>
    </div>
  )
}
