import { byPattern, type Identifier, type IdentifierRule, where } from '../identifier.ts'

/** A number as forms write it: letters, digits, hyphens, or groups with a space between. */
const TOKEN = String.raw`(?<id>[A-Z]{0,4}[-/]?\d[\dA-Z]*(?:[-/][\dA-Z]+)*(?: \d[\d-]*)*|[A-Z]{1,3} \d{2,}(?: \d[\d-]*)+|[A-Z]{2,3} \d{4,}|[A-Z][A-Z\d]*(?:-[A-Z\d]+)+)`
/** What stands between a label and its number. */
const BETWEEN = String.raw`\**\s*(?:(?:ID|[Nn]os?|[Nn]um|[Nn]umbers?|card|is|was|of|ending(?: in)?)\b\.?|[#:|*]|\s)*\s*`
/** The label says that a number follows. */
const NUMBERED = String.raw`\**(?:\s+(?:ID|[Nn]os?|[Nn]um|[Nn]umbers?|card|policy|plan|member)\b\.?|\s*[#:|])` + BETWEEN

const digits = (text: string): number => text.replace(/\D/g, '').length
/** An amount or a year stands behind labels too. */
const UNIT_AFTER = /^\s*(?:mL|mg|mcg|units?|IU|g|kg|kcal|mm|cm|cc|h(?:ou)?rs?|days?|mEq|bpm|%|ml|L)\b|^\.\d|^:\d\d/
const isYear = (text: string): boolean => /^(?:19|20)\d\d$/.test(text)
const manyDigits = (text: string, { input, index, 0: whole }: RegExpExecArray): boolean =>
  digits(text) >= 4 && !isYear(text) && !UNIT_AFTER.test(input.slice(index + whole.length))
/** Four digits behind a word and a colon are as often a time or an amount: then the label must speak of a number. */
const numbered = (text: string, match: RegExpExecArray): boolean =>
  manyDigits(text, match) && (!/^\d{4}$/.test(text) || /#|\b(?:ID|no|num|number|card)\b/i.test(match[0]))

const labelled = (words: string, between: string): RegExp =>
  new RegExp(String.raw`\b(?:${words})${between}${TOKEN}`, 'dg')

const ssn = byPattern('ssn', [
  /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/dg,
  /(?<![\w-])[xX*#•]{3}[- ][xX*#•]{2}[- ](?<id>\d{4})(?!\d)/dg,
  /\b(?:SSN|SS#|SS [Nn]o|SSA|[Ss]oc(?:ial)?(?: [Ss]ec(?:urity)?)?|SOCIAL SECURITY)\b[^\d\n]{0,28}(?<id>\d{9}|\d{3} \d{2} \d{4}|\d{4})(?!\d)/dg,
  /\b[Ll]ast (?:four|4)\b(?: digits)?[^\d\n]{0,30}(?<id>\d{4})(?!\d)/dg,
])

const RECORD_WORDS =
  '[Cc]hart|CHART|[Rr]ecord|[Cc]ase|CASE|[Pp]atient|PATIENT|[Pp]t|PT|[Hh]osp(?:ital)?|[Ss]tudy|[Ss]pecimen|[Ss]ample|SPECIMEN|[Ss]urgical(?: path(?:ology)?)?|[Oo]rder|ORDER|[Ee]xam|[Uu]nit record|[Uu]nit|[Rr]eq(?:uisition)?|[Rr]eport|[Dd]oc(?:ument)?|[Jj]ob|[Tt]ranscript(?:ion)?|[Dd]ictation|[Bb]arcode|[Bb]and|[Ww]ristband|[Ll]ab|[Ss]lide|[Bb]lock|[Ii]mage|[Ff]ile|[Rr]un|[Ii]ncident|PCR|EMS|ID|[Dd]onor|[Rr]egistry|[Ss]ubject|[Bb]lood (?:unit|bank)|DIN'

const record = byPattern(
  'record',
  [
    labelled(
      'MRN|M\\.R\\.N\\.|MR#|MR ?[Nn]o|FIN|CSN|HAR|EMPI|UMRN|EHR ID|[Mm]ed(?:ical)? [Rr]ec(?:ord)?s?|MEDICAL RECORD',
      BETWEEN,
    ),
    labelled('[Aa]ccession|ACCESSION|[Aa]cc(?= ?#)', BETWEEN),
    // Numbers of pathology: letters, year, running number.
    /(?<![\w.-])[A-Z]{1,3}-?\d{2}-\d{3,6}(?![\w-])/dg,
  ],
  manyDigits,
)

/** A code of ICD-10-PCS. */
const isPcs = (text: string): boolean => /^[\dB-DF-HX][\dA-HJ-NP-Z]{6}$/.test(text)
/** Long enough to be nothing else behind such a word, though nothing says that a number follows. */
const long = (text: string, match: RegExpExecArray): boolean =>
  (digits(text) >= 6 || (digits(text) >= 4 && /[A-Z]/.test(text) && /^[A-Z\d/-]{6,}$/.test(text) && !isPcs(text))) &&
  // A maker's catalogue number.
  !/^ref\b/i.test(match[0]) &&
  manyDigits(text, match)

const ofRecord = byPattern('record', [labelled(RECORD_WORDS, NUMBERED)], numbered)

const account = byPattern(
  'account',
  [
    labelled('[Aa]cct|ACCT|[Aa]ccount|ACCOUNT|MBI|HICN?|DEA|NPI|EIN|TIN|[Pp]assport|PASSPORT|DCN|ICN|TCN', BETWEEN),
    labelled("(?:[Dd]river(?:'s|s|’s)? )?(?:[Ll]icen[sc]e|LICENSE|[Ll]ic\\.)(?! plate)", BETWEEN),
    // Medicare Beneficiary Identifier, by its form.
    /\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y]{2}\d\d\b/dg,
    // Cards that pay.
    /(?<![\d-])\d{4}([- ])\d{4}\1\d{4}\1\d{4}(?![\d-])/dg,
  ],
  manyDigits,
)

const ACCOUNT_WORDS =
  'DL|CDL|[Ee]ncounter|ENCOUNTER|[Vv]isit|[Cc]laims?|CLAIM|[Pp]olicy(?:holder)?|POLICY|[Mm]ember(?:ship)?|MEMBER|[Ss]ubscriber|SUBSCRIBER|[Gg]roup|[Gg]rp|GRP|GROUP|[Ii]nsur(?:ance|er|ed)|[Mm]edicare|[Mm]edicaid|MEDICAID|[Bb]eneficiary|[Pp]lan|[Pp]re-?cert(?:ification)?|[Pp]rior auth(?:orization)?|[Aa]uth(?:orization)?|AUTH|[Rr]eferral|[Rr]ef(?:erence)?|[Cc]onfirmation|[Tt]racking|[Ii]nvoice|[Ss]tatement|[Cc]ert(?:ificat(?:e|ion))?|[Bb]adge|[Ee]mployee|[Ss]tudent|[Ii]nmate|[Cc]redit|[Dd]ebit|[Cc]ard|[Cc]heck|[Rr]outing|[Ff]inancial|[Cc]ontrol|[Rr]x|RX|[Pp]rescription|[Cc]ase manager ID|[Vv]oucher|[Pp]ermit|[Cc]ontract|[Ii]dentification|[Tt]ax|[Dd]ocket|[Bb]ooking|[Tt]icket|[Tt]rip|[Cc]ustomer|[Cc]lient|[Cc]onsumer|[Pp]ayer|[Pp]ayor|[Gg]uarantor|[Ee]nrollee|[Rr]ecipient|[Vv]endor|[Rr]oster|[Ll]ocker'

const ofAccount = byPattern('account', [labelled(ACCOUNT_WORDS, NUMBERED)], numbered)

const device = byPattern(
  'device',
  [
    labelled('[Ss]erial|SERIAL|[Ss]er\\.?|S/N|SN|IMEI|UDI(?:-(?:DI|PI))?', BETWEEN),
    // Unique Device Identification in GS1 and HIBCC form.
    /\(01\)\s?\d{14}(?:\s?\(\d{2}\)\s?[\w-]+)*/dg,
    /(?<!\w)\+[A-Z]\d{3}[A-Z\d]{4,}\/[$\dA-Z]+/dg,
    // Hardware addresses.
    /(?<![\w:-])(?:[0-9A-F]{2}:){5}[0-9A-F]{2}(?![\w:-])/dgi,
    /(?<![\w:-])(?:[0-9A-F]{2}-){5}[0-9A-F]{2}(?![\w:-])/dgi,
  ],
  manyDigits,
)

const ofDevice = byPattern(
  'device',
  [
    labelled(
      '[Dd]evice|DEVICE|[Ii]mplant|[Pp]ump|[Gg]enerator|[Mm]onitor|[Mm]achine|[Tt]ransmitter|[Ss]ensor|[Vv]entilator|[Ll]ead',
      NUMBERED,
    ),
  ],
  numbered,
)

const PLATE = String.raw`(?<id>(?=[A-Z\d -]*\d)(?=[A-Z\d -]*[A-Z])(?:[A-Z]{1,4}[ -]?\d{2,6}[A-Z]{0,3}|\d{1,4}[ -]?[A-Z]{1,4}[ -]?\d{0,4}))(?!\.\d|[°º\w]| ?(?:mm|cm|holes?|degrees?|deg|mg)\b)`

const vehicle = byPattern('vehicle', [
  /\b(?=[A-Z]*\d)(?=\d*[A-Z])(?=(?:[A-Z]*\d){4})[A-HJ-NPR-Z\d]{17}\b/dg,
  /\bVIN\b[^\dA-Z\n]{0,20}(?<id>[A-Z\d]{4,17})\b/dg,
  new RegExp(
    String.raw`\b(?:(?:[Ll]icen[sc]e|LICENSE|[Vv]ehicle|[Cc]ar|[Tt]ruck|[Vv]an|[Aa]uto|[Tt]railer|[Mm]otorcycle) (?:[Pp]lates?|PLATES?|[Tt]ags?|[Rr]egistration)|[Pp]lates?|PLATES?|[Mm]edallion|[Tt]ag(?= (?:no|number|#))|[Rr]eg(?:istration)?(?= (?:no|number|#)))\b[\s:#,.]*(?:(?:no\.?|number|#|is|was|reads?|reading|of|in|state)[\s:#]+)*(?:[A-Z][a-z]+ )?${PLATE}`,
    'dg',
  ),
  new RegExp(
    String.raw`\b(?:[Cc]ar|[Tt]ruck|[Vv]an|SUV|[Ss]edan|[Pp]ickup|[Mm]otorcycle|[Mm]otorbike|[Vv]ehicle|[Tt]axi|[Mm]inivan|[Ss]cooter|[Tt]railer|[Cc]oupe|[Hh]atchback|[Bb]oat|[Tt]ags?)\b[\s:,#(]*(?:(?:with|bearing|reg(?:istration)?|displaying|marked)[\s:]+)*(?=[A-Z\d -]{5,})${PLATE}(?!-[A-Z]\d)`,
    'dg',
  ),
])

/** What says that a number follows, behind any word. */
const SAYS_NUMBER = String.raw`(?:(?:I\.?D\.?|IDs|[Nn]os?|NO|[Nn]um|[Nn]br|[Nn]umbers?|NUMBER)\b\.?|#s?)`
/** Words before codes, catalogue and page numbers, places in a building and what else is counted. */
const NOBODYS =
  /^(?:hcpcs|cpt|icd|icd-10|pcs|cm|px|dx|pdx|drg|apc|hcc|rev(?:enue)?|codes?|modifiers?|procedures?|diagnos[ie]s|principal|secondary|cat|catalog(?:ue)?|model|lot|batch|size|part|product|item|page|pages|phase|chapter|section|paragraph|table|figure|room|bed|bay|floor|question|answer|version|edition|volume|issue|ndc|nct|pmid|pmc|doi|isbn|loinc|snomed|rxnorm|rxcui|unii|cas|gtin|clia|ec|form|type|class|stage|grade|wbc|rbc|plt|platelets?|counts?|copies|load|titer|cfu|bnp|ck|cost|charges?|total|amount|paid|years?|ref|study|trial|protocol|rrid|cfr|usc|fr|blade|suture|french|vicryl|in|to|at|is|was|and|or|of|for|with)$/i
const isAmount = (text: string): boolean => /^\d+0{3}$/.test(text)
/** Written as numbers of files and forms are: much of it digits, and no year, amount or code. */
const likeNumber = (least: number) => (text: string, match: RegExpExecArray) =>
  (digits(text) >= least || (digits(text) >= 3 && /[A-Z]/.test(text) && /^[A-Z\d/-]{5,}$/.test(text))) &&
  !isAmount(text) &&
  !isYear(text) &&
  !UNIT_AFTER.test(match.input.slice(match.index + match[0].length)) &&
  !NOBODYS.test(match.groups?.label ?? '')

/** `Locker no. 4471`, `Roster # B-2041`, whatever the word. */
const anyLabel = byPattern(
  'account',
  [
    new RegExp(
      String.raw`(?<![\p{L}\d-])(?<label>\p{L}[\p{L}-]*)[ -]?${SAYS_NUMBER}\s*[:#|]?\s*(?:(?:is|was|of|ending in)\s+)?${TOKEN}`,
      'dgu',
    ),
  ],
  likeNumber(4),
)

/** Any word and a colon before a long number. */
const anyColon = byPattern(
  'account',
  [new RegExp(String.raw`(?<![\p{L}\d-])(?<label>\p{L}[\p{L}-]*)\**\s*[:|]\s*\**${TOKEN}`, 'dgu')],
  (text, match) => digits(text) >= 6 && !text.includes('/') && !isPcs(text) && likeNumber(6)(text, match),
)

/** Words that go with a number of somebody's, and up to three others before it: `License on scene: …`, `run sheet …`. */
const apart = byPattern(
  'account',
  [
    new RegExp(
      String.raw`\b(?:${RECORD_WORDS}|${ACCOUNT_WORDS}|[Ll]icen[sc]e)(?: \p{Ll}+){1,3}\s*[:#]\s*#?${TOKEN}`,
      'dgu',
    ),
    new RegExp(
      String.raw`\b(?:[Ss]heet|[Ff]orm|[Ss]lip|[Cc]ard|[Rr]eport|[Ll]og|[Tt]icket|[Rr]ecord|[Ff]older|[Bb]and|[Ss]ticker|[Ll]abel|[Ff]ile|[Ll]etter|[Rr]equest|[Vv]oucher|[Rr]eceipt|[Pp]ouch|[Bb]ag|[Tt]ube|[Vv]ial|[Cc]assette|[Ss]lide|[Bb]lock)s?\s*[:#(]?\s*${TOKEN}`,
      'dgu',
    ),
  ],
  (text, match) => digits(text) >= 5 && !isPcs(text) && likeNumber(5)(text, match),
)

/** Too long for a value, a dose or a code. */
const unlabelled = byPattern(
  'account',
  [
    /(?<![\w./$#+-])(?<id>\d{9,}|[A-Z]{1,4}-?\d{6,}[A-Z]?|[A-Z]{2,4} \d{7,}|[A-Z]{1,4}(?:-[A-Z]{1,3})?-\d{2,}-\d{3,}(?:-\d+)*|\d{2,}-\d{3,}-\d{3,}(?:-\d+)*)(?![\w./-]*\w)/dg,
  ],
  (text, match) =>
    digits(text) >= 6 &&
    !isPcs(text) &&
    !isAmount(text) &&
    !/^(?:NCT|PMID|PMC|ISBN|RRID|CLIA|LOINC|NM|NP|NC|RS)/.test(text) &&
    !/\b(?:NCT|PMID|PMC|DOI|ISBN|LOINC|SNOMED(?: CT)?|NDC|Rx[Nn]orm|RXCUI|UNII|CAS|GTIN|CLIA|RRID|OID)\b[\s:#]*(?:no\.?|code)?\s*$/.test(
      match.input.slice(0, match.index),
    ) &&
    !UNIT_AFTER.test(match.input.slice(match.index + match[0].length)),
)

/** `Claims 4410077 and 4410078`: what is listed behind a number is one too. */
const listed =
  (rule: IdentifierRule): IdentifierRule =>
  (line, text) =>
    rule(line, text).flatMap((first) => {
      const more: Identifier[] = [first]
      const next = /^(?:,? (?:and|or|&) |[,;/] ?)(?<id>[A-Z]{0,4}[- ]?\d[\dA-Z-]*)(?![\w.%/])/d
      for (let end = first.end; ; ) {
        const groups = next.exec(line.slice(end))?.indices?.groups?.id
        if (groups === undefined) return more
        const [start, stop] = [end + groups[0], end + groups[1]]
        const one = line.slice(start, stop)
        if (digits(one) < 4 || Math.abs(digits(one) - digits(first.text)) > 2 || isYear(one)) return more
        more.push({ is: first.is, start, end: stop, text: one })
        end = stop
      }
    })

const bare = byPattern(
  'account',
  [labelled(`${RECORD_WORDS}|${ACCOUNT_WORDS}|[Ll]icen[sc]e|[Rr]oster|[Aa]ccession`, '\\s+')],
  long,
)

export const numbers: IdentifierRule = where(/\d/, [
  ssn,
  device,
  ofDevice,
  vehicle,
  ...[record, account, ofAccount, ofRecord, bare].map((rule) => listed(rule)),
])

/** Of any word, or of none: for what is no date. */
export const otherNumbers: IdentifierRule = where(/\d/, [
  ...[anyLabel, anyColon, apart].map((rule) => listed(rule)),
  unlabelled,
])
