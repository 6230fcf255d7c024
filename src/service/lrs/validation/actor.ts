import { isMembers } from '../../../model/members.ts'
import { agentKey } from '../../../storage/agent-key.ts'
import { type Check, iri, list, object, report, string, TOO_LONG, that } from './checks.ts'
import { fitsKey, isIri, isMailto, isSha1 } from './formats.ts'

/** Inverse functional identifiers (2.4.2.3): exactly one says who somebody is. */
export const IDENTIFIERS = ['mbox', 'mbox_sha1sum', 'openid', 'account'] as const

const identifiers = {
  mbox: that('2.4.2.3', 'a mailto: address', isMailto),
  mbox_sha1sum: that('2.4.2.3', '40 hexadecimal digits', isSha1),
  openid: iri,
  account: object('2.4.2.4', { homePage: that('2.4.2.4', 'an IRL', isIri), name: string }, ['homePage', 'name']),
} satisfies Record<(typeof IDENTIFIERS)[number], Check>

const identified =
  (least: 0 | 1): Check =>
  (value, walk) => {
    if (!isMembers(value)) return
    let given = 0
    for (const name of IDENTIFIERS) if (value[name] !== undefined) given += 1
    if (given > 1 || given < least) {
      report(walk, '2.4.2', `must have ${least === 1 ? 'exactly one' : 'at most one'} of ${IDENTIFIERS.join(', ')}`)
    }
    const key = agentKey(value)
    if (key !== undefined && !fitsKey(key)) report(walk, '2.4.2.3', `the identifier ${TOO_LONG}`)
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
  (value, walk) => {
    if (!isMembers(value)) return
    const anonymous = IDENTIFIERS.every((name) => value[name] === undefined)
    if (anonymous && value.member === undefined) {
      report(walk, '2.4.2.2', 'a group without an identifier must list its members')
    }
    identified(0)(value, walk)
  },
)

/** An Agent or a Group, by objectType. */
export const actor: Check = (value, walk) => {
  const check = isMembers(value) && value.objectType === 'Group' ? group : agent
  check(value, walk)
}

/**
 * Whoever vouches for a statement (2.4.9): an Agent, or the anonymous Group of two that stands for an application and
 * its user.
 */
export const authority: Check = (value, walk) => {
  actor(value, walk)
  if (!isMembers(value) || value.objectType !== 'Group') return
  if (IDENTIFIERS.some((name) => value[name] !== undefined)) {
    report(walk, '2.4.9', 'a group that is an authority has no identifier of its own')
  }
  if (!Array.isArray(value.member) || value.member.length !== 2) {
    report(walk, '2.4.9', 'a group that is an authority has exactly two members')
  }
}
