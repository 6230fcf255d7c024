import type { VNode } from 'preact'
import { isMembers } from '../../../model/members.ts'
import type { Codes, CompiledCourse } from '../../../model/schema-types.ts'
import { runScript } from '../../codebook/host.ts'
import type { AnswerProps, ReviewProps } from '../view.ts'

export interface ChartProps {
  readonly documents: Codes['documents']
  /** Names the record and the attempt; unique on the page. */
  readonly memory: string
  /** Words that are lit up. */
  readonly evidence?: readonly { readonly document: string; readonly quote: string }[]
  /** The evidence to be brought into view; a new object does it again. */
  readonly shown?: { readonly document: string; readonly quote: string } | undefined
}

/** What `coding.js` gives the player: how code entry looks. */
export interface CodingViews {
  readonly Answer: (props: AnswerProps<Codes>) => VNode
  readonly Review: (props: ReviewProps<Codes>) => VNode
  readonly Chart: (props: ChartProps) => VNode
}

/** Global under which `coding.js` leaves its views. */
export const CODING_GLOBAL = 'chartwrightCoding'

const isViews = (value: unknown): value is CodingViews =>
  isMembers(value) && ['Answer', 'Review', 'Chart'].every((name) => typeof value[name] === 'function')

export function codingViews(): CodingViews | undefined {
  const found: unknown = Reflect.get(globalThis, CODING_GLOBAL)
  return isViews(found) ? found : undefined
}

export const needsCoding = ({ questions }: CompiledCourse): boolean => questions.some(({ type }) => type === 'codes')

/** Names the record in one attempt, so that what was highlighted while coding is there in the review. */
export const chartMemory = (seed: string, id: string): string => `chart-${`${seed}-${id}`.replace(/\W/g, '-')}`

let loading: Promise<CodingViews> | undefined

/** Loads `coding.js` and its style; both lie beside the page. Rejects when it cannot be loaded; it may be tried again. */
export function loadCoding(): Promise<CodingViews> {
  loading ??= Promise.all([style(), runScript('coding.js')])
    .then(() => {
      const views = codingViews()
      if (views === undefined) throw new Error('coding.js')
      return views
    })
    .finally(() => {
      loading = undefined
    })
  return loading
}

/** Codes can be typed without it, so that it may fail. */
const style = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.querySelector('link[href="coding.css"]') !== null) return resolve()
    const sheet = document.createElement('link')
    sheet.rel = 'stylesheet'
    sheet.href = 'coding.css'
    sheet.onload = () => resolve()
    sheet.onerror = () => {
      sheet.remove()
      resolve()
    }
    document.head.append(sheet)
  })
