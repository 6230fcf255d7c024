import type { Question } from '../model/schema-types.ts'
import type { Files } from '../packages/target.ts'

/** Question banks as a format writes them. */
export interface ExportInput {
  /** What names of files begin with where one file holds all banks. */
  readonly name: string
  readonly course: {
    readonly id: string
    readonly title: string
    /** BCP 47 tag. */
    readonly language: string
    readonly domains: readonly { readonly id: string; readonly title: string }[]
  }
  /** Sorted by id; none is empty. */
  readonly banks: readonly Bank[]
  /** Bytes of the course's assets, by path. */
  readonly assets: Files
}

export interface Bank {
  readonly id: string
  /** Sorted by id. */
  readonly questions: readonly Question[]
}

/** Something that a question has and a format cannot say. */
export interface Loss {
  /** Id of the question. */
  readonly question: string
  /** Whether the question is missing in what was written, or is there without what is named. */
  readonly effect: 'left out' | 'simplified'
  /** What could not be expressed. */
  readonly what: string
  /** What was done instead. */
  readonly instead: string
}

/** A loss before it is known which question it belongs to. */
export type Shortfall = Omit<Loss, 'question'>

export interface Written {
  /** Names without folders; empty when no question could be expressed. */
  readonly files: Files
  /** Ordered by bank, question, and place in the question. */
  readonly losses: readonly Loss[]
}

/** One format of question banks. A new one is a file beside this one and an entry in `index.ts`. */
export interface ExportFormat {
  readonly name: string
  /** One line for `--help` and documentation. */
  readonly summary: string
  /** Of what is written, without dot. */
  readonly extension: string
  /** Pure: same input, same bytes. Every question is written or named among the losses as left out. */
  readonly write: (input: ExportInput) => Promise<Written>
}

export const simplified = (what: string, instead: string): Shortfall => ({ effect: 'simplified', what, instead })
export const leftOut = (what: string, instead = 'the question is not in the file'): Shortfall => ({
  effect: 'left out',
  what,
  instead,
})

/** A question as a format renders it; `rendered` is missing when it had to be left out. */
export interface Rendering<T> {
  readonly rendered?: T
  readonly shortfalls: readonly Shortfall[]
}

/** Renders every question of a bank and keeps what could not be said beside it. */
export function renderBank<T>(
  bank: Bank,
  render: (question: Question) => Rendering<T>,
): { readonly items: readonly { readonly question: Question; readonly rendered: T }[]; readonly losses: Loss[] } {
  const items: { question: Question; rendered: T }[] = []
  const losses: Loss[] = []
  for (const question of bank.questions) {
    const { rendered, shortfalls } = render(question)
    if (rendered !== undefined) items.push({ question, rendered })
    losses.push(...unique(shortfalls).map((one) => ({ question: question.id, ...one })))
  }
  return { items, losses }
}

const unique = (shortfalls: readonly Shortfall[]): Shortfall[] =>
  shortfalls.filter((one, i) => shortfalls.findIndex((other) => other.what === one.what) === i)
