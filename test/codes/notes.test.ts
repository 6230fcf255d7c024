/** Which codes a note names, and whether a row of the ICD-10-PCS tables makes a code. */
import { describe, expect, it } from 'vitest'
import { namesCodes, noteNames, openTabular } from '../../src/codes/tabular-notes.ts'

describe('noteNames', () => {
  it.each([
    ['type 2 diabetes mellitus (E11.-)', 'E11.22', true],
    ['type 2 diabetes mellitus (E11.-)', 'E10.22', false],
    ['gestational diabetes (O24.4-)', 'O24.410', true],
    ['gestational diabetes (O24.4-)', 'O24.311', false],
    ['diabetes mellitus (E08-E13)', 'E10.9', true],
    ['diabetes mellitus (E08-E13)', 'E13.65', true],
    ['diabetes mellitus (E08-E13)', 'E14', false],
    ['injuries (S00-T88), burns (T20.-)', 'S52.501A', true],
    ['hypertension (I10-I1A)', 'I16.0', true],
    ['stage of kidney disease (N18.1-N18.6)', 'N18.30', true],
    ['stage of kidney disease (N18.1-N18.6)', 'N18.9', false],
    ['acute (J06.9), chronic (J31.0)', 'J31.0', true],
    ['any associated condition', 'E11.9', false],
  ])('%s names %s: %s', (note, code, named) => {
    expect(noteNames(note, code)).toBe(named)
  })

  it('knows a note without codes', () => {
    expect([namesCodes('the underlying disease'), namesCodes('the underlying disease (E85.-)')]).toEqual([false, true])
  })
})

it('notes and seventh characters hold for everything below, and for codes with characters that the list leaves out', () => {
  const { notes, seventh } = openTabular({
    fiscalYear: 2026,
    entries: [
      { id: '19', kind: 'chapter', title: 'Injury', parent: '', notes: { excludes1: ['birth trauma (P10-P15)'] } },
      { id: 'S52', kind: 'code', title: 'Fracture', parent: '19', notes: {}, seventh: { A: 'initial' } },
      { id: 'S52501', kind: 'code', title: 'Fracture', parent: 'S52', notes: { excludes1: ['other'] } },
    ],
  })
  expect(notes('S52.501A', 'excludes1')).toEqual([
    { text: 'other', from: 'S52501' },
    { text: 'birth trauma (P10-P15)', from: '19' },
  ])
  expect([seventh('S52.501A'), seventh('I10')]).toEqual([{ A: 'initial' }, undefined])
})
