import { Chart } from './chart.tsx'
import { CODING_GLOBAL, type CodingViews } from './host.ts'
import { Answer, Review } from './view.tsx'
import '../../style/codes.css'

/** A separate script, loaded by courses that have codes to be entered. */
Reflect.set(globalThis, CODING_GLOBAL, { Answer, Review, Chart } satisfies CodingViews)
