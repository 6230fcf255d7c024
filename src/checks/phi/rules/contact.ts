import { byPattern, type IdentifierRule } from '../identifier.ts'

const phone = byPattern('phone', [
  /(?<![\d.-])(?:\+?1[-. ]{0,2})?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\d-])/dg,
  /(?<![\d.])\+[2-9]\d{0,2}(?:[ -]\(?\d{1,4}\)?){2,5}(?!\d)/dg,
  /\b(?:phone|tel|telephone|cell|mobile|fax|pager|beeper)\b[^\d\n]{0,12}(?<id>\d{3}[-. ]?\d{4}|\d{4,5}|\d{10})(?![\d-])/dgi,
])

const email = byPattern('email', [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/dg])

/** Agencies publish code sets and guidelines; their addresses name no patient. */
const url = byPattern(
  'url',
  [/\bhttps?:\/\/[^\s<>")\]]+/dgi, /(?<![\w/.@])www\.[\w-]+(?:\.[\w-]+)+(?:\/[^\s<>")\]]*)?/dgi],
  (text) => !/^(?:https?:\/\/)?(?:[\w-]+\.)*(?:gov|who\.int)(?:[/:?#]|$)/i.test(text),
)

/** Object identifiers (1.2.840.10008) have more parts than an address. */
const ip = byPattern(
  'ip',
  [/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/dg, /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}(?![\w:])/dgi],
  (text) => text.includes(':') || text.split('.').every((part) => Number(part) <= 255),
)

export const contact: readonly IdentifierRule[] = [email, url, ip, phone]
