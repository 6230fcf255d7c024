import { isMembers, type Members } from '../../model/members.ts'
import { parseStrictJson } from '../../service/lrs/json-text.ts'
import { compose } from '../../service/lrs/statements/compose.ts'
import { statementFaults } from '../../service/lrs/validation/statement.ts'
import { versions } from '../../service/lrs/versions.ts'
import { sha256 } from '../../storage/canonical.ts'
import type { Line } from '../../storage/exchange.ts'

/** Reads a line of an export: a statement, checked as one that is sent, or a file that came with statements. */
export const lineReader =
  (authority: unknown, uuid: () => string) =>
  (text: string): Line => {
    const parsed = parseStrictJson(text)
    if ('fault' in parsed) {
      const { error, message } = parsed.fault
      return { wrong: error === 'json' ? 'This is not JSON.' : message }
    }
    const { json: value } = parsed
    if (!isMembers(value)) return { wrong: 'This is not a statement.' }
    return isMembers(value.attachment) ? attachment(value.attachment) : statement(value, authority, uuid)
  }

function attachment({ sha2, type, content }: Members): Line {
  if (typeof sha2 !== 'string' || typeof type !== 'string' || typeof content !== 'string') {
    return { wrong: 'An attachment has sha2, type and content.' }
  }
  const bytes = new Uint8Array(Buffer.from(content, 'base64'))
  if (sha2.length === 64 && sha256(bytes) !== sha2.toLowerCase()) {
    return { wrong: 'The content of the attachment does not match the hash it is filed under.' }
  }
  return { attachment: { sha2: sha2.toLowerCase(), type, content: bytes } }
}

function statement(value: Members, given: unknown, uuid: () => string): Line {
  const first = typeof value.version !== 'string' || value.version.startsWith('1.')
  const rules = versions[first ? '1.0.3' : '2.0.0']
  const authority = value.authority ?? given
  const [fault] = statementFaults({ ...value, ...(authority === undefined ? {} : { authority }) }, rules)
  if (fault !== undefined)
    return { wrong: `${fault.pointer === '' ? 'The statement' : fault.pointer} ${fault.message}.` }
  if (!isMembers(authority)) return { wrong: 'The statement has no authority. Name one with --authority.' }
  if (typeof value.id !== 'string') return { wrong: 'The statement has no id, so that it could not be known again.' }
  const stored = typeof value.stored === 'string' ? Date.parse(value.stored) : Number.NaN
  return {
    statement: {
      ...compose(value, { rules, authority, uuid }),
      ...(Number.isNaN(stored) ? {} : { storedAt: stored }),
    },
  }
}
