import { kind } from '../problem.ts'

/** Problems of credential files: the rules a learner's credits are held against. */
export const credentials = {
  'credential-source-empty': kind<{ version: string }>({
    severity: 'error',
    title: 'Rules without a source',
    message: ({ version }) =>
      `The source of the version "${version}" names neither an address nor a document, so nobody can check its figures.`,
    hint: 'Write "url: https://…" or "document: …" for where the figures were read.',
  }),
  'credential-version-repeated': kind<{ version: string; first: number }>({
    severity: 'error',
    title: 'Two versions of rules with one name',
    message: ({ version, first }) =>
      `The version "${version}" appears twice; the first is on line ${first}. Results name the version they were worked out by.`,
    hint: 'Give one of the two another name.',
  }),
  'credential-version-order': kind<{ version: string; from: string; before: string; beforeFrom: string }>({
    severity: 'error',
    title: 'Versions of rules out of order',
    message: ({ version, from, before, beforeFrom }) =>
      `The version "${version}" begins on ${from}, after "${before}" (${beforeFrom}), which is listed before it.`,
    hint: 'Put the newest version first and the oldest last.',
  }),
  'credential-version-overlap': kind<{ version: string; day: string; newer: string; newerFrom: string }>({
    severity: 'error',
    title: 'Versions of rules that overlap',
    message: ({ version, day, newer, newerFrom }) =>
      `The version "${version}" is in force on ${day}, and so is "${newer}", which begins on ${newerFrom}; a cycle that begins then would have two sets of rules.`,
    hint: 'Let the older version end the day before the newer one begins, or leave "until" out: then it does.',
  }),
  'credential-version-dates': kind<{ version: string; from: string; until: string }>({
    severity: 'error',
    title: 'A version of rules that ends before it begins',
    message: ({ version, from, until }) => `The version "${version}" begins on ${from} and ends on ${until}.`,
    hint: 'Correct "from" or "until".',
  }),
  'credential-rule-repeated': kind<{ rule: string; first: number }>({
    severity: 'error',
    title: 'Two rules with one name',
    message: ({ rule, first }) => `The rule "${rule}" appears twice in its version; the first is on line ${first}.`,
    hint: 'Give one of the two another id.',
  }),
  'credential-rule-total': kind<Record<never, never>>({
    severity: 'error',
    title: 'A rule with the name of the total',
    message: () => 'A rule is called "total", the name that results use for the total of the version.',
    hint: 'Give the rule another id.',
  }),
  'credential-rule-empty': kind<{ rule: string }>({
    severity: 'error',
    title: 'A rule about everything',
    message: ({ rule }) => `The rule "${rule}" does not say which credits it is about, so it is about all of them.`,
    hint: 'Write a list under "of", such as "domains: [coding-and-classification]". The total itself goes under "total".',
  }),
  'credential-rule-amount': kind<{ rule: string; both: boolean }>({
    severity: 'error',
    title: 'A rule without one clear amount',
    message: ({ rule, both }) =>
      both
        ? `The rule "${rule}" has an amount and a share; nothing says which of them applies.`
        : `The rule "${rule}" has neither an amount nor a share, so it asks for nothing.`,
    hint: 'Write either "amount: 20" (credits) or "share: 80" (percent of the total).',
  }),
  'credential-calendar': kind<{ needed: boolean }>({
    severity: 'error',
    title: 'A calendar that does not fit its anchor',
    message: ({ needed }) =>
      needed
        ? 'The anchor is calendar, but no day is given on which a cycle begins for everybody.'
        : 'A day is given on which a cycle begins for everybody, but the anchor is not calendar.',
    hint: 'Write "anchor: calendar" and "from: 2025-01-01" together, or neither.',
  }),
  'credential-total-max': kind<{ base: number; max: number }>({
    severity: 'error',
    title: 'A maximum total below the base',
    message: ({ base, max }) => `"max" is ${max}, less than the ${base} that every holder is asked for.`,
    hint: 'Write the most that is ever asked for, all further credentials included, or leave "max" out.',
  }),
  'credential-carry-over': kind<{ months: number; cycle: number }>({
    severity: 'error',
    title: 'Credit carried over from before the previous cycle',
    message: ({ months, cycle }) =>
      `Credits of the last ${months} months are carried over, but the previous cycle has only ${cycle}.`,
    hint: 'Write at most as many months as a cycle has.',
  }),
  'credential-up-from': kind<{ mode: string }>({
    severity: 'error',
    title: 'A threshold for rounding up with a mode other than down',
    message: ({ mode }) => `"upFrom" says from which remainder on minutes are rounded up, but the mode is ${mode}.`,
    hint: 'Write "mode: down", or leave "upFrom" out.',
  }),
  'credential-decimals': kind<{ field: string; value: number }>({
    severity: 'error',
    title: 'An amount finer than hundredths',
    message: ({ field, value }) => `"${field}" is ${value}, but credits are counted in hundredths.`,
    hint: 'Write at most two decimals.',
  }),
  'credential-repeated': kind<{ credential: string; first: string }>({
    severity: 'error',
    title: 'Two files for one credential',
    message: ({ credential, first }) => `The credential "${credential}" is described in ${first} too.`,
    hint: 'Keep one file for each credential; dated versions of its rules belong in the same file.',
  }),
} as const
