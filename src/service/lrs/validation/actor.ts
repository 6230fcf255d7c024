import { type Check, iri, isIri, isObject, list, object, string, that } from './checks.ts'

/** Inverse functional identifiers (2.4.2.3): exactly one says who somebody is. */
const IDENTIFIERS = ['mbox', 'mbox_sha1sum', 'openid', 'account'] as const

const identifiers = {
  mbox: that(
    '2.4.2.3',
    'a mailto: address',
    (value) => typeof value === 'string' && /^mailto:[^\s@]+@[^\s@]+$/.test(value),
  ),
  mbox_sha1sum: that(
    '2.4.2.3',
    '40 hexadecimal digits',
    (value) => typeof value === 'string' && /^[0-9a-f]{40}$/i.test(value),
  ),
  openid: iri,
  account: object('2.4.2.4', { homePage: that('2.4.2.4', 'an IRL', isIri), name: string }, ['homePage', 'name']),
} satisfies Record<(typeof IDENTIFIERS)[number], Check>

const identified =
  (least: 0 | 1): Check =>
  (value, at, report) => {
    const given = isObject(value) ? IDENTIFIERS.filter((name) => value[name] !== undefined) : []
    if (given.length > 1 || given.length < least) {
      report(at, '2.4.2', `must have ${least === 1 ? 'exactly one' : 'at most one'} of ${IDENTIFIERS.join(', ')}`)
    }
  }

const kind = (name: string): Check => that('2.4.2', `"${name}"`, (value) => value === name)

export const agent: Check = object(
  '2.4.2.1',
  { objectType: kind('Agent'), name: string, ...identifiers },
  [],
  identified(1),
)

const members = list('2.4.2.2', agent)

export const group: Check = object(
  '2.4.2.2',
  { objectType: kind('Group'), name: string, member: members, ...identifiers },
  ['objectType'],
  (value, at, report) => {
    const anonymous = isObject(value) && IDENTIFIERS.every((name) => value[name] === undefined)
    if (anonymous && isObject(value) && value.member === undefined) {
      report(at, '2.4.2.2', 'a group without an identifier must list its members')
    }
    identified(0)(value, at, report)
  },
)

/** An Agent or a Group, by objectType. */
export const actor: Check = (value, at, report) => {
  const check = isObject(value) && value.objectType === 'Group' ? group : agent
  check(value, at, report)
}
