import { describe, expect, test } from 'vitest'
import { csvTable } from '../../../src/service/credits/csv.ts'
import { type ExternalChoices, parseExternal } from '../../../src/service/credits/external-activity.ts'

const choices: ExternalChoices = {
  domains: ['coding-and-classification', 'compliance'],
  units: [
    { name: 'CEU', minutes: 60 },
    { name: 'contact hour', minutes: 50 },
  ],
  credentials: ['ahima-ccs', 'aapc-cpc'],
  today: '2026-11-22',
}

const filled = {
  title: '  Sepsis:\u0000 what\nchanged ',
  provider: 'Example Hospital',
  type: 'webinar',
  'domains.compliance': 'yes',
  'domains.made-up': 'yes',
  topic: '',
  completedOn: '2026-11-22',
  minutes: '90',
  credits: '1,5',
  unit: 'CEU/60',
  approvalNumber: 'ECA-1',
  'credentials.ahima-ccs': 'yes',
  'credentials.rhit': 'yes',
}

describe('an activity somewhere else', () => {
  test('is read as it was meant, and only what was offered', () => {
    expect(parseExternal(filled, choices)).toEqual({
      activity: {
        title: 'Sepsis: what changed',
        provider: 'Example Hospital',
        type: 'webinar',
        domains: ['compliance'],
        completedOn: '2026-11-22',
        minutes: 90,
        credits: 1.5,
        unit: { name: 'CEU', minutes: 60 },
        approvalNumber: 'ECA-1',
        credentials: ['ahima-ccs'],
      },
    })
  })

  test('an empty form names every field that is needed', () => {
    const read = parseExternal({}, choices)
    expect(Object.keys('errors' in read ? read.errors : {}).sort()).toEqual([
      'completedOn',
      'credits',
      'domains',
      'minutes',
      'provider',
      'title',
      'type',
      'unit',
    ])
  })

  test.each([
    ['title', 'x'.repeat(201), /201/],
    ['title', '\u202e \u0007', /Write the title/],
    ['type', 'magic', /Choose/],
    ['completedOn', '2026-11-23', /lies ahead/],
    ['completedOn', '2026-02-30', /year, month and day/],
    ['completedOn', '11/22/2026', /year, month and day/],
    ['completedOn', '0026-11-22', /Check the year/],
    ['minutes', '0', /between 1 and 6000/],
    ['minutes', '-5', /between 1 and 6000/],
    ['minutes', '1e3', /between 1 and 6000/],
    ['minutes', '90.5', /between 1 and 6000/],
    ['credits', '0', /above 0/],
    ['credits', '1.555', /above 0/],
    ['credits', '1,000', /above 0/],
    ['credits', 'NaN', /above 0/],
    ['credits', '101', /above 0/],
    ['credits', '3', /1 CEU stands for 60 minutes, so 90 minutes cannot give more than 1\.5\. /],
    ['unit', 'CEU/1', /Choose the unit/],
    ['approvalNumber', 'x'.repeat(61), /61/],
  ])('%s %j is refused by its field', (name, value, words) => {
    const read = parseExternal({ ...filled, [name]: value }, choices)
    expect('errors' in read ? read.errors : {}).toEqual({ [name]: expect.stringMatching(words) })
  })

  test.each([
    ['10', '1', '0.16'],
    ['1', '0.02', '0.01'],
    ['29', '1', '0.48'],
    ['59', '1', '0.98'],
    ['100', '2', '1.66'],
  ])('%s minutes do not give %s CEU, but %s: rounding up is for the body', (minutes, credits, most) => {
    expect(parseExternal({ ...filled, minutes, credits }, choices)).toEqual({
      errors: { credits: expect.stringContaining(`cannot give more than ${most}.`) },
    })
    expect(parseExternal({ ...filled, minutes, credits: most }, choices)).toHaveProperty('activity')
  })
})

test('a table for spreadsheets runs no formula and keeps its columns', () => {
  const rows = [
    ['Title', 'Credits'],
    ['=HYPERLINK("http://x","y")', 1.5],
    ['+1', -2],
    ['-cmd', 0],
    ['@SUM(A1)', 0],
    ['\t=1', 0],
    ['＝1', 0],
    ['a, "b"\nc', 0],
    ['x; =1+1;-y', 0],
    ['x\n=1', 0],
    ['a; b-c', 0],
  ]
  expect(csvTable(rows)).toBe(
    [
      '\uFEFFTitle,Credits',
      '"\'=HYPERLINK(""http://x"",""y"")",1.5',
      "'+1,-2",
      "'-cmd,0",
      "'@SUM(A1),0",
      "'\t=1,0",
      "'＝1,0",
      '"a, ""b""\nc",0',
      "x; '=1+1;'-y,0",
      '"x\n\'=1",0',
      'a; b-c,0',
      '',
    ].join('\r\n'),
  )
})
