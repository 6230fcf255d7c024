import { kind } from '../problem.ts'

type Found = { readonly is: string; readonly text: string }

const found = ({ is, text }: Found): string => `Found what looks like ${is}: ${JSON.stringify(text)}.`
const MEND =
  'Take it out, or replace it with what identifies nobody: relative days (day 3, 2 weeks before), an age of 90 or older, names from the list in docs/phi.md. If it identifies nobody, write <!-- phi-ok: reason --> after it.'

/** Identifiers of people in charts and questions. */
export const phi = {
  'phi-in-chart': kind<Found>({
    severity: 'error',
    title: 'An identifier in a chart',
    message: (params) => `${found(params)} A chart that is taught from must not say who somebody is.`,
    hint: MEND,
  }),
  'phi-in-question': kind<Found>({
    severity: 'warning',
    title: 'An identifier in a question',
    message: found,
    hint: MEND,
  }),
  'phi-ok-without-reason': kind<Record<string, never>>({
    severity: 'error',
    title: 'A suppression without a reason',
    message: () => 'This phi-ok comment gives no reason, so it suppresses nothing.',
    hint: 'Say why it identifies nobody: <!-- phi-ok: fictional -->',
  }),
  'phi-ok-unused': kind<{ reason: string }>({
    severity: 'warning',
    title: 'A suppression that suppresses nothing',
    message: ({ reason }) => `Nothing was found where this phi-ok comment (${reason}) applies.`,
    hint: 'Delete it; it would hide what is written there later. It applies to its line, or alone on a line to the paragraph below.',
  }),
} as const
