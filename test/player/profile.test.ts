import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { xapiVerbs } from '../../src/model/xapi.ts'
import { statementFaults } from '../../src/service/lrs/validation/statement.ts'
import { versions } from '../../src/service/lrs/versions.ts'
import {
  allowedTemplates,
  definedTemplates,
  interactions,
  lines,
  plainTemplates,
  sections,
} from './profile-document.ts'

const file = new URL('../../docs/xapi-profile.md', import.meta.url)
const begin = (name: string): string => `<!-- made by test/player/profile.test.ts: ${name} -->`
const END = '<!-- end -->'

/** The document with its generated parts made anew. */
function remade(text: string): string {
  return Object.entries(sections).reduce((done, [name, make]) => {
    const from = done.indexOf(begin(name))
    const to = done.indexOf(END, from)
    if (from === -1 || to === -1) throw new Error(`docs/xapi-profile.md has no part "${name}"`)
    return `${done.slice(0, from)}${begin(name)}\n\n${make()}\n\n${done.slice(to)}`
  }, text)
}

describe('docs/xapi-profile.md', () => {
  test('shows what the drivers make', () => {
    const text = readFileSync(file, 'utf8')
    if (process.env.UPDATE === '1') {
      if (process.env.CI) throw new Error('UPDATE=1 is refused in CI')
      writeFileSync(file, remade(text))
      return
    }
    expect(text).toBe(remade(text))
  })

  test('shows every verb, and only valid statements', () => {
    const statements = [plainTemplates, definedTemplates, allowedTemplates].flat().map(({ statement }) => statement)
    for (const statement of [...statements, ...interactions, ...lines])
      expect(statementFaults(statement, versions['1.0.3'])).toEqual([])
    const { voided, ...emitted } = xapiVerbs
    expect(new Set(statements.map(({ verb }) => verb.id))).toEqual(new Set(Object.values(emitted)))
    expect(voided).toContain('voided')
    expect(interactions).toHaveLength(7)
    expect(lines).toHaveLength(3)
  })

  test('shows every document and address scheme that the product has names for', () => {
    const text = readFileSync(file, 'utf8')
    for (const name of ['progress', 'LMS.LaunchData', 'cmi5LearnerPreferences']) expect(text).toContain(`\`${name}\``)
  })
})
