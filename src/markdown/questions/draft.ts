import type { BlockContent, List, Paragraph, RootContent, Table } from 'mdast'
import type { QuestionMeta, SingleChoice } from '../../model/schema-types.ts'
import type { Place } from '../../problems/problem.ts'
import type { Context } from '../context.ts'

/** One option of a task list, before anything is rendered. */
export interface DraftOption {
  readonly place: Place
  readonly text: string
  readonly content: readonly BlockContent[]
  readonly feedback: readonly BlockContent[]
  /** Undefined when it has no box. */
  readonly checked: boolean | undefined
  readonly pinned: boolean
}

/** How the answers of a question are written. */
export type AnswerForm =
  | { readonly kind: 'options'; readonly node: List; readonly options: readonly DraftOption[] }
  | { readonly kind: 'ordered'; readonly node: List }
  | { readonly kind: 'table'; readonly node: Table }
  | { readonly kind: 'line'; readonly node: Paragraph; readonly text: string }

/** A question cut into its parts, before its type is known. */
export interface Draft {
  readonly id: string
  readonly context: Context
  readonly meta: QuestionMeta
  readonly stem: readonly RootContent[]
  readonly stemText: string
  readonly form: AnswerForm
  /** Where the heading stands. */
  readonly place: Place
  readonly shuffle: boolean
}

/** The fields that every question type has. */
export type CommonFields = Omit<SingleChoice, 'type' | 'options' | 'shuffle'>
