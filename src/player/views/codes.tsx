/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { explain } from '../../model/codes/explain.ts'
import type { CodeLine, Codes } from '../../model/schema-types.ts'
import { useApp } from '../app/context.ts'
import { Chart } from './codes/chart.tsx'
import { CodingForm } from './codes/form.tsx'
import { CodingReview } from './codes/review.tsx'
import type { AnswerProps, ReviewProps, View } from './view.ts'

/** Names the record in one attempt, so that what was highlighted while coding is there in the review. */
export const chartMemory = (seed: string, id: string): string => `chart-${`${seed}-${id}`.replace(/\W/g, '-')}`

function Answer({ question, response, change, name, seed, labelId }: AnswerProps<Codes>) {
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

function Review({ question, response, seed }: ReviewProps<Codes>) {
  const { announce, words } = useApp()
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

export const codes: View<Codes> = { Answer, Review, resultFirst: true }
