import { byPattern, type IdentifierRule, where } from '../identifier.ts'

const LINES =
  'phone|tel|telephone|cell|mobile|fax|pager|beeper|pgr|landline|ph|callback|call back|voicemail|hotline|extension|ext|spectralink|vocera'

const phone = byPattern('phone', [
  /(?<![\w.-])[xX]\d-\d{4}(?![\w-])/dg,
  /(?<![\d.-])(?:\+?1[-. ]{0,2})?(?:\(\d{3}\) ?-?|\d{3}(?:[-.–/]| ))\d{3}[-.– ]\d{4}(?![\d-])/dg,
  /(?<![\d.])\+[2-9]\d{0,2}(?:[ .-]\(?\d{1,4}\)?){2,5}(?!\d)/dg,
  new RegExp(
    String.raw`\b(?:${LINES})\b[^\d\n]{0,14}(?<id>\d{3}[-. ]?\d{4}|1?\d{10})(?![\d-]| ?(?:mL|mg|Hz|%))`,
    'dgi',
  ),
  new RegExp(
    String.raw`\b(?:${LINES})\b\.?[\s:#]*(?:(?:no|number|is|at)\b\.?[\s:#]*)?(?<id>\d{4,5})(?![\d-]| ?(?:mL|mg|Hz|h\b|hrs?\b|%))`,
    'dgi',
  ),
  /\b(?:call(?:ed|ing)?|dial|text(?:ed)?|reach(?:ed|able)?|contact(?:ed)?|at|home|work|office|clinic|pharmacy)\b[^\d\n]{0,20}(?<id>(?<![\d.])[2-9]\d{2}[-.]\d{4}|(?<![\d.])[2-9]\d{9})(?![\d-]| ?(?:mL|mg|mcg|units?|kcal|cells|g|mm|x)\b|\/)/dgi,
  /(?<![\d.)\]] ?)\b[xX] ?(?<id>(?!10000?\b|5000\b)\d{4,5})\b(?!\s*(?:mL|mg|mcg|units?|g|cells)\b|\/)/dg,
])

const email = byPattern('email', [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/dg,
  /\b[\w.+-]+ ?(?:\(at\)|\[at\]) ?[\w-]+(?: ?(?:\.|\(dot\)|\[dot\]) ?[\w-]+)+/dgi,
  /\b[\w.+-]+ at [\w-]+ dot (?:com|org|net|edu)\b/dgi,
])

/** Agencies publish code sets and guidelines; their addresses name no patient. */
const url = byPattern(
  'url',
  [
    /\b(?:https?|ftp):\/\/[^\s<>")\]]+/dgi,
    /(?<![\w/.@])www\.[\w-]+(?:\.[\w-]+)+(?:\/[^\s<>")\]]*)?/dgi,
    // An address written without a scheme, where it leads to a page or a host of its own.
    /(?<![\w/.@-])(?:[a-z\d-]+\.)+(?:com|org|net|edu|io|me|health|example|info|us|app)\/[^\s<>")\]]+/dgi,
    /(?<![\w/.@-])[a-z\d-]+\.[a-z\d-]+\.(?:com|org|net|edu|io|me|health|example|info|app)\b/dgi,
    /(?<![\w/.@-])[a-z\d-]{3,}\.(?:com|org|net|example)\b/dgi,
    /\b(?:Instagram|Twitter|TikTok|Facebook|Snapchat|Venmo|Telegram|WhatsApp|Bluesky|Discord|handle|user ?name|login|screen name)\b[^@\n]{0,24}(?<id>@[A-Za-z_][\w.]{2,})/dgi,
    /(?<![\w.@])@(?=\w*[._\d])[A-Za-z_][\w.]{3,}\b/dg,
  ],
  (text) => !/^(?:https?:\/\/)?(?:[\w-]+\.)*(?:gov|who\.int)(?:[/:?#]|$)/i.test(text),
)

/** Object identifiers (1.2.840.10008) have more parts than an address. */
const ip = byPattern(
  'ip',
  [
    /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/dg,
    /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}(?![\w:])/dgi,
    /(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\w:])/dgi,
  ],
  (text) => text.includes(':') || text.split('.').every((part) => Number(part) <= 255),
)

const address = where(/[@:]|\.\w| at |[([]at/i, [email, url, ip])
const number = where(/\d/, [phone])

export const contact: IdentifierRule = (line, text) => [...address(line, text), ...number(line, text)]
