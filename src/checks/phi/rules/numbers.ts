import { byPattern, type IdentifierRule } from '../identifier.ts'

/** A number as forms write it: letters, digits, hyphens, or groups with a space between. */
const TOKEN = String.raw`(?<id>[A-Z]{0,4}[-/]?\d[\dA-Z]*(?:[-/][\dA-Z]+)*(?: \d[\d-]*)*|[A-Z]{2,3} \d{4,}|[A-Z][A-Z\d]*(?:-[A-Z\d]+)+)`
/** What stands between a label and its number. */
const BETWEEN = String.raw`\**\s*(?:(?:ID|[Nn]o|[Nn]um|[Nn]umber|card|is|was|of|ending(?: in)?)\b\.?|[#:|*]|\s)*\s*`
/** The label says that a number follows. */
const NUMBERED = String.raw`\**(?:\s+(?:ID|[Nn]o|[Nn]um|[Nn]umber|card|policy|plan|member)\b\.?|\s*[#:|])` + BETWEEN

const digits = (text: string): number => text.replace(/\D/g, '').length
const manyDigits = (text: string): boolean => digits(text) >= 4

const labelled = (words: string, between: string): RegExp =>
  new RegExp(String.raw`\b(?:${words})${between}${TOKEN}`, 'dg')

const ssn = byPattern('ssn', [
  /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/dg,
  /\b(?:SSN|SS#|[Ss]ocial [Ss]ecurity)\b[^\d\n]{0,24}(?<id>\d{9}|\d{3} \d{2} \d{4}|\d{4})(?!\d)/dg,
])

const record = byPattern(
  'record',
  [
    labelled('MRN|MR#|FIN|CSN|[Mm]ed(?:ical)? [Rr]ec(?:ord)?', BETWEEN),
    labelled(
      '[Cc]hart|[Rr]ecord|[Cc]ase|[Pp]atient|[Pp]t|[Hh]ospital|[Ss]tudy|[Ss]pecimen|[Ss]urgical(?: path(?:ology)?)?|[Oo]rder|[Ee]xam|[Uu]nit record',
      NUMBERED,
    ),
    labelled('[Aa]ccession', BETWEEN),
    // Numbers of pathology: letters, year, running number.
    /(?<![\w.-])[A-Z]{1,3}\d{2}-\d{3,6}(?![\w-])/dg,
  ],
  manyDigits,
)

const account = byPattern(
  'account',
  [
    labelled('[Aa]cct|[Aa]ccount|MBI|HICN?|DEA|NPI|[Pp]assport', BETWEEN),
    labelled("(?:[Dd]river(?:'s|s|’s)? )?[Ll]icen[sc]e(?! plate)", BETWEEN),
    labelled(
      'DL|[Ee]ncounter|[Vv]isit|[Cc]laim|[Pp]olicy|[Mm]ember(?:ship)?|[Ss]ubscriber|[Gg]roup|[Ii]nsur(?:ance|er|ed)|[Mm]edicare|[Mm]edicaid|[Bb]eneficiary|[Pp]lan|[Aa]uth(?:orization)?|[Ii]nvoice|[Cc]ertificat(?:e|ion)|[Bb]adge|[Ee]mployee|[Ss]tudent|[Cc]redit|[Rr]outing|[Ff]inancial',
      NUMBERED,
    ),
    // Medicare Beneficiary Identifier, by its form.
    /\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y]{2}\d\d\b/dg,
  ],
  manyDigits,
)

const device = byPattern(
  'device',
  [
    labelled('[Dd]evice|[Ii]mplant|[Pp]ump|[Gg]enerator', NUMBERED),
    labelled('[Ss]erial|S/N|SN', BETWEEN),
    // Unique Device Identification in GS1 form.
    /\(01\)\d{14}(?:\(\d{2}\)[\w-]+)*/dg,
  ],
  manyDigits,
)

const vehicle = byPattern('vehicle', [
  /\b(?=[A-Z]*\d)(?=\d*[A-Z])(?=(?:[A-Z]*\d){4})[A-HJ-NPR-Z\d]{17}\b/dg,
  /\b(?:(?:[Ll]icen[sc]e|[Vv]ehicle|[Cc]ar) plates?|[Pp]late (?:no\.?|number|#)|[Tt]ag (?:no\.?|number|#))[\s:#]*(?:(?:no\.?|number|is|was)\s+)*(?<id>(?=[A-Z -]*\d)[A-Z\d]{1,4}(?:[ -][A-Z\d]{1,4}){0,2}[A-Z\d]{0,4})\b/dg,
])

export const numbers: readonly IdentifierRule[] = [ssn, device, vehicle, record, account]
