import { isMembers } from '../../../model/members.ts'

export type Agent = Readonly<Record<string, unknown>>

/** An agent as the launch gave it, unchanged (cmi5 §8.1.3); undefined when it is not a JSON object. */
export function readAgent(text: string | undefined): Agent | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isMembers(value) ? value : undefined
  } catch {
    return undefined
  }
}

const only = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)
const text = (value: unknown): string | undefined => {
  const one = only(value)
  return typeof one === 'string' && one !== '' ? one : undefined
}

/**
 * The agent of an xAPI launch as xAPI 1.0.3 wants it (Data §2.4.2.1). Older LMSs send it as in version 0.9: every value in a
 * list, accounts by `accountServiceHomePage` and `accountName`, mail addresses without `mailto:`. Of several identifiers the
 * first of these stays: mbox, mbox_sha1sum, openid, account. Undefined when there is none.
 */
export function normalAgent(given: Agent | undefined): Agent | undefined {
  if (given === undefined) return undefined
  const name = text(given.name)
  const identity = identityOf(given)
  return identity && { objectType: 'Agent', ...(name === undefined ? {} : { name }), ...identity }
}

function identityOf(given: Agent): Agent | undefined {
  const mbox = text(given.mbox)
  if (mbox !== undefined) return { mbox: /^mailto:/i.test(mbox) ? mbox : `mailto:${mbox}` }
  const [sum, openid] = [text(given.mbox_sha1sum), text(given.openid)]
  if (sum !== undefined) return { mbox_sha1sum: sum }
  if (openid !== undefined) return { openid }
  const account = only(given.account)
  if (!isMembers(account)) return undefined
  const homePage = text(account.homePage) ?? text(account.accountServiceHomePage)
  const name = text(account.name) ?? text(account.accountName)
  return homePage === undefined || name === undefined ? undefined : { account: { homePage, name } }
}
