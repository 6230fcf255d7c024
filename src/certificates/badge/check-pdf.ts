import { unzlibSync } from 'fflate'
import { type CheckOptions, checkBadge, MOST_BADGE_CHARACTERS } from './check.ts'
import { checkSeal, latin1 } from './seal.ts'
import type { Doubt, FileVerdict } from './verdict.ts'

/** A certificate has about 100 kB; with a large logo perhaps a few megabytes. */
export const MOST_PDF_BYTES = 20_000_000

/** Checks the PDF of a certificate: its seal over every byte, then the badge that is attached to it. Never rejects. */
export async function checkPdf(pdf: Uint8Array, options: CheckOptions): Promise<FileVerdict> {
  if (pdf.length > MOST_PDF_BYTES) return { verdict: 'unknown', doubt: 'too-large' }
  const finding = await checkSeal(pdf, options.keys)
  switch (finding.seal) {
    case 'none':
      return OURS.test(latin1(pdf)) ? altered('no-seal') : { verdict: 'unknown', doubt: 'no-certificate' }
    case 'broken':
      return altered('signature')
    case 'foreign':
      return { verdict: 'unknown-issuer', doubt: finding.because }
    case 'whole': {
      const badge = attachedJson(pdf).find((text) => text.includes('"OpenBadgeCredential"'))
      if (badge === undefined) return altered('no-badge')
      const verdict = await checkBadge(badge, options)
      if (!('facts' in verdict)) return verdict
      return verdict.facts.number === finding.number ? { ...verdict, covers: 'bytes' } : altered('no-badge')
    }
  }
}

const altered = (doubt: Doubt): FileVerdict => ({ verdict: 'altered', doubt })

/** What gives away a page that this program drew, whatever saved it since. */
const OURS = /Chartwright|certificate-seal|\/verify\/[A-Z]{2,6}(?:-[0-9A-Z]{4}){4}/

/** Attached files that are JSON, as pdfkit writes them: a dictionary on lines of its own, then as many bytes as it says. */
function attachedJson(pdf: Uint8Array): string[] {
  const text = latin1(pdf)
  const found: string[] = []
  for (const match of text.matchAll(ATTACHED)) {
    const start = match.index + match[0].length
    const content = pdf.subarray(start, start + Number(/\/Length (\d+)/.exec(match[0])?.[1]))
    const plain = match[0].includes('/FlateDecode') ? inflated(content) : content
    const json = plain === undefined ? '' : new TextDecoder().decode(plain)
    if (json.startsWith('{')) found.push(json)
  }
  return found
}

const ATTACHED = /\/Type \/EmbeddedFile\n(?:(?!endobj|stream)[^\n]*\n){1,20}?>>\nstream\n/g

function inflated(content: Uint8Array): Uint8Array | undefined {
  try {
    return unzlibSync(content, { out: new Uint8Array(MOST_BADGE_CHARACTERS) })
  } catch {
    return undefined
  }
}
