import { isMembers } from '../model/members.ts'

/** The names of the four inverse functional identifiers of an xAPI agent (Data §2.4.2.3). */
const PLAIN = ['mbox', 'mbox_sha1sum', 'openid'] as const

/**
 * One text per inverse functional identifier: equal for all agents and groups that xAPI counts as the same. Undefined
 * for an anonymous group, or for what is no agent. Being JSON text, it is printable whatever the identifier holds.
 */
export function agentKey(agent: unknown): string | undefined {
  if (!isMembers(agent)) return undefined
  for (const name of PLAIN) {
    const value = agent[name]
    // Hexadecimal digits mean the same in either case.
    if (typeof value === 'string') return JSON.stringify([name, name === 'mbox_sha1sum' ? value.toLowerCase() : value])
  }
  const { account } = agent
  if (!isMembers(account) || typeof account.homePage !== 'string' || typeof account.name !== 'string') return undefined
  return JSON.stringify(['account', account.homePage, account.name])
}

const MAILBOX = '["mbox",'

/** The key under which people are known: e-mail addresses mean the same in either case, whoever writes them. */
export const identityKey = (key: string): string => (key.startsWith(MAILBOX) ? key.toLowerCase() : key)
