import { byPattern, type IdentifierRule, where } from '../identifier.ts'

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)'
const MONTH_CAPITALS = '(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)[A-Z]*'
const ORDINAL = String.raw`(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?`
const YEAR = String.raw`(?:['’]?\d\d|(?:18|19|20)\d\d)(?!\d)`
const DAY_IN_WORDS =
  '(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth'
const YYYY = '(?:18|19|20)\\d{2}'
const MM = '(?:0?[1-9]|1[0-2])'
const DD = String.raw`(?:0?[1-9]|[12]\d|3[01])`

/** A number in front of a unit, or between others, is no date. */
const UNIT = String.raw`(?! ?(?:mg|mL|mcg|g|units?|%|mm|cm|Fr|kg|kcal|mEq|IU)\b)`

const calendar = byPattern('date', [
  new RegExp(String.raw`(?<![\d/.-])${MM}\/${DD}\/(?:\d{4}|\d{2})(?![\d/])`, 'dg'),
  new RegExp(String.raw`(?<![\d/.-])${DD}\/${MM}\/${YYYY}(?![\d/])`, 'dg'),
  new RegExp(String.raw`(?<![\d/.-])(?:${MM}-${DD}|${DD}-${MM})-${YYYY}(?![\d-])`, 'dg'),
  new RegExp(String.raw`(?<![\w/.-])${MM}-${DD}-\d{2}(?![\d-]|\.\d)${UNIT}`, 'dg'),
  new RegExp(String.raw`(?<![\d/.-])(?:${MM}\.${DD}|${DD}\.${MM})\.${YYYY}(?![\d.])`, 'dg'),
  new RegExp(
    String.raw`(?<![\d/.-])${YYYY}(?<by>[-/.])(?:0[1-9]|1[0-2])\k<by>(?:0[1-9]|[12]\d|3[01])(?:[T ]\d\d:?[\d:.Z+-]+)?(?![\d-])`,
    'dg',
  ),
  new RegExp(
    String.raw`(?<![\w./]|\b(?:[Ss]ection|[Vv]ersion|[Vv]|[Gg]uideline|item) ?)${MM}\.${DD}\.[0-4]\d(?![\w%]|\.\d)`,
    'dg',
  ),
  // Month and year.
  new RegExp(String.raw`(?<![\d/.-])${MM}\/${YYYY}(?![\d/])`, 'dg'),
  new RegExp(String.raw`(?<![\w/.-])${YYYY}-(?:0[1-9]|1[0-2])(?![\w-])`, 'dg'),
  new RegExp(String.raw`\b${MONTH}\.? (?:the )?${ORDINAL}(?:,? ${YEAR})?\b(?! ?(?:mg|mL|mcg|%))`, 'dg'),
  new RegExp(
    String.raw`\b(?:the )?${ORDINAL}(?: of)?[ -]?${MONTH}(?:\b|(?=\d))\.?(?:,?[ -]?${YEAR})?(?!\w)(?! (?:fracture|mg|mL|assist|dose)s?\b)`,
    'dg',
  ),
  new RegExp(String.raw`\b${MONTH}\.?,?(?: of)? (?:['’]\d\d\b|${YYYY}\b)`, 'dg'),
  new RegExp(
    String.raw`\b(?:${ORDINAL}[ -]?${MONTH_CAPITALS}[ -]?(?:${YYYY}|\d\d)|${MONTH_CAPITALS}\.? ${ORDINAL},? ?${YYYY}|${MONTH_CAPITALS} ${YYYY})\b`,
    'dg',
  ),
  // As hurried notes write it.
  /\b(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\.? (?:the )?(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b(?! ?(?:mg|mL|mcg|%)|[.]\d)|\bmarch (?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)\b/dg,
  /\b(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|JAN|FEB|APR|JUN|JUL|AUG|SEPT?|OCT|NOV) (?:[12]\d|3[01]|0?[1-9])(?:ST|ND|RD|TH)?\b(?! ?(?:MG|ML|mg|mL|%|TAB|tab))/dg,
  // A day of the month, or of the week, that says no month.
  /\b(?:on|since|until|till|by|from|before|after) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?the (?<id>(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th))(?=[.,;)]|$| (?:of (?:this|last|next|the) (?:month|year)|and (?:again|then)|at \d|at noon|for (?:a|his|her|follow)|with (?:his|her)|because|when))/dg,
  /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?(?<id>(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th))\b/dg,
  new RegExp(String.raw`(?<![\w/.-])${YYYY}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\w/.-])`, 'dg'),
  new RegExp(String.raw`\b(?:spring|summer|fall|autumn|winter) (?:of )?(?:${YYYY}|['’]\d\d)\b`, 'dgi'),
])

const dayInWords = byPattern('date', [
  new RegExp(
    String.raw`\b(?:the )?(?:${DAY_IN_WORDS}) (?:of|day of) ${MONTH}\b|\b${MONTH} (?:the )?(?:${DAY_IN_WORDS})\b(?! (?:quarter|edition|revision))`,
    'dgi',
  ),
])

/** Eight digits, or two groups of two, behind a word that says what they are. */
const labelledDate = byPattern('date', [
  new RegExp(
    String.raw`\b(?:DO[BSIDA]|LMP|ED[DC]|[Dd]ates?(?: of \w+)?|DATES?(?: OF [A-Z]+)?|[Bb]orn|[Bb]irth ?date|D|T|DD|DT|[Cc]ollected|[Rr]eceived|[Rr]eported)\b\**[:\s#|]+(?<id>${YYYY}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4,6})?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])${YYYY}|${MM}\.${DD}\.\d\d|${DD} \d\d? ${YYYY})(?![\d.])`,
    'dg',
  ),
])

const FRACTION = /^(?:1\/2|[12]\/3|[13]\/4)$/
/** What is scored out of five, six or ten. */
const SCORED =
  /\b(?:pain|strength|motor|murmur|power|grip|flexion|extension|reflex(?:es)?|MRC|NRS|VAS|scored?|muscles?|pulses?)\b/i

/** Day and month alone look like a ratio: the words before them must speak of a time. */
const dayAndMonth = byPattern(
  'date',
  [
    new RegExp(
      String.raw`(?:\b(?:on|mon|tues?|wed|thurs?|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|dated?|since|admitted|seen|discharged|born|until|till|from|DO[BSIDA]|LMP|ED[DC]|LKW|last seen|onset|labs?|visit|through|thru|starting|started|stopped|by|as of|after|before|between|appt|appointment|follow[- ]?up|f\/u|next|collected|received|reported|resulted|drawn|performed|taken|placed|removed|inserted|changed|scheduled|rescheduled|due|surgery|procedure|op|cath|echo|MRI|CT|CXR|x-ray|(?:last|first) (?:dose|visit|BM|seen|HD)|signed|faxed|called|mailed|expires|exp)\b\.?[:\s]+)(?<id>${MM}\/${DD}(?:(?: ?[-–] ?| (?:and|to|through|&) )${MM}\/${DD})?)(?![\d/%]|\.\d)`,
      'dgi',
    ),
    new RegExp(String.raw`^\W*(?<id>${MM}\/${DD}) ?(?:[:–—-]|@|at \d|\d{4}\b)`, 'dg'),
  ],
  (text, { input }) => !FRACTION.test(text) && !(SCORED.test(input) && /\/(?:5|6|10)(?:\D|$)/.test(text)),
)

/** What charts give as two numbers with a stroke: pressures, acuities, scores out of a most, counts of so many. */
const PAIRED = String.raw`B/?Ps?|NIBP|IBP|ABP|pressures?|PAP|orthostatics?|BiPAP|CPAP|VA|vision|(?:visual )?acuity|(?:mini-)?mental(?: status)?|MMSE|MoCA|SLUMS|mini-cog|GCS|glasgow|apgars?|bishop|SOFA|PHQ(?:-\d)?|GAD(?:-\d)?|FLACC|braden|ranson|tinetti|epworth|berg|AUDIT|gleason|pain|scores?|scored|scale|scoring|grade|stage|reflex(?:es)?|DTRs?|strength|motor|sensation|pulses|murmur|nodes?|H ?[/&] ?H|H and H|Hgb|Hb|Hct|gravida|para|FVC|ratio|titer|teeth|lot|size|x|ABG|sats?|fractions?|cycle|(?:hospital|antibiotic|treatment) day|tablets?`
/** What may stand between that and its numbers. */
const OF_PAIR = String.raw`is|was|were|are|of|at|about|around|approximately|only|to|then|now|again|and|right|left|bilateral|arms?|leg|eyes?|O[DSU]|sc|cc|ph|sitting|standing|supine|lying|manual|manually|repeat|initial|initially|systolic|coma|status|score|scale|\d{1,3}/\d{1,3},? (?:and |then )?(?:standing|sitting|supine|lying|left|right|O[DSU])`
const MEASURED = new RegExp(String.raw`(?:^|[^A-Za-z])(?:${PAIRED})[\s:=,(-]*(?:(?:${OF_PAIR})[\s:=,(-]+)*$`, 'i')
const isMeasured = ({ input, indices, index }: RegExpExecArray): boolean =>
  MEASURED.test(input.slice(0, indices?.groups?.id?.[0] ?? index))

/** In brackets, behind what was done, or with a nought, and with no score that ends so. */
const dayAndMonthElsewhere = byPattern(
  'date',
  [
    new RegExp(String.raw`\((?<id>${MM}\/${DD})\)`, 'dg'),
    new RegExp(
      String.raw`(?<!\b(?:about|approximately|only|got|remembered|recalled|answered|correct|is|was|were|are)[:,]? )(?<=\b[A-Za-z]{2,}[.,:]? |[&,+] ?)(?<id>${MM}\/${DD})(?![\d/%]|\.\d| ?(?:positive|nodes?|bottles?|points?|doses?|beats?|strength|murmur|correct|words?|recall|stitch|fractions?|for))`,
      'dg',
    ),
    /(?<![\d/.-])(?<id>0[1-9]\/(?:0[1-9]|[12]\d|3[01])|1[0-2]\/(?:0[1-9]|3[01]))(?![\d/%]|\.\d| ?(?:mm ?Hg|fractions?))/dg,
  ],
  (text, match) =>
    !FRACTION.test(text) &&
    !SCORED.test(match.input) &&
    (/^0|\/0/.test(text) || !/\/(?:[4-9]|10|12|15|18|20|21|24|27|28|30)$/.test(text) || /^\d\d\/3[01]$/.test(text)) &&
    !isMeasured(match),
)

const monthAlone = byPattern('date', [
  // No word but a month, nor a name that would be nobody's.
  /(?<!\b(?:[Ee]very|[Ee]ach) (?:[A-Z]\w+,? (?:and |or )?){0,3})\b(?:January|February|July|September|October|November|December)\b(?!['’]?s? (?:fracture|syndrome|disease))/dg,
  new RegExp(
    String.raw`\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id|[Uu]ntil|[Tt]his|[Nn]ext|[Bb]y|[Dd]uring|[Bb]efore|[Aa]fter|[Tt]hrough|[Ff]rom|[Ff]or|[Tt]o|(?:end|beginning|middle|start|month|week|part) of)[ -](?<id>${MONTH})\b(?!['’]?s? (?:fracture|syndrome|disease|have|be|cause|need|Thurner|Hegglin))(?!\w)(?!-)`,
    'dg',
  ),
  new RegExp(
    String.raw`\b(?<id>${MONTH})(?:['’]s)? (?:visit|appointment|admission|labs?|scan|surgery|refill|hospitalization|clinic|infusion|MRI|CT|mammogram|colonoscopy)\b`,
    'dg',
  ),
])

/** A holiday is a day of the year. Christmas disease and the Christmas tree of a rash are none. */
const holiday = byPattern('date', [
  /\b(?:(?:Christmas|New Year(?:['’]?s)?)(?: (?:Eve|Day|morning|night|dinner|party|break))?|Thanksgiving|Labor Day|Memorial Day|Independence Day|Fourth of July|Halloween|Easter(?: Sunday)?|Valentine['’]?s Day|Mother['’]?s Day|Father['’]?s Day|Veterans Day|Columbus Day|Presidents['’]? Day|St\.? Patrick['’]?s Day|Ramadan|Passover|Diwali|Yom Kippur|Hanukkah|Cinco de Mayo|Juneteenth|Super Bowl(?: Sunday)?|Good Friday|Palm Sunday|Ash Wednesday|Mardi Gras|Black Friday|Election Day|Boxing Day|MLK Day|Lunar New Year|Rosh Hashanah|Eid(?: al-\w+)?|Groundhog Day|Flag Day)\b(?! (?:disease|factor|trees?|[Tt]ree pattern))/dg,
])

/** A day from which a code set or a rule is in force is nobody's. */
const IN_FORCE =
  /\b(?:discharges? on or after|effective|in force|fiscal years?|FY ?\d{2,4}|editions?|code sets?|guidelines?)\b/i

const inDigits = where(/\d/, [calendar, labelledDate, dayAndMonth, dayAndMonthElsewhere])
const inWords = where(/jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec/i, [dayInWords, monthAlone])

const date: IdentifierRule = (line, text) =>
  !text.strict && IN_FORCE.test(line) ? [] : [...inDigits(line, text), ...inWords(line, text), ...holiday(line)]

const OVER_89 = String.raw`(?:9\d|1[0-2]\d)`
const SEX = String.raw`(?:[MF]\b|male\b|female\b|man\b|woman\b|gentleman\b|lady\b)`

const NINETIES =
  '(?:ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|(?:one|a) hundred(?: and)?(?: (?:one|two|three|four|five|six|seven|eight|nine|ten))?)'

/** "90 or older" is the one category that the rule allows. */
const age = byPattern('age', [
  new RegExp(
    String.raw`\b(?:turn(?:ed|s|ing)|aged?|lived to(?: be)?|(?:died|alive|well|living|still driving) at|(?:almost|nearly|just|now|she is|he is)) (?:the age of )?(?<id>${NINETIES})\b(?! (?:or|percent|days?|minutes?|degrees?|mg|milligrams|times))`,
    'dgi',
  ),
  new RegExp(
    String.raw`(?<![\d.]|\b(?:for|over|x|last|past|next|of) )\b(?<id>${OVER_89} ?(?:yrs?|years))(?=\s*(?:$|[.,;)|]|\s{2,}))`,
    'dgi',
  ),
  new RegExp(
    String.raw`(?<![\d.])\b(?<id>${OVER_89}[ -]?(?:y\/o|yo(?:\b|[MF]\b)|y\.\s?o\.|(?:yrs?|years?)[ -](?:old|of age|young)\b|(?:yr|year)-old|y ?${SEX}|yrs?\b\.? ?${SEX}))`,
    'dgi',
  ),
  new RegExp(
    String.raw`\b(?:aged?|turned|turning|turns)\b(?: ?\/ ?sex)?:?\**\s*(?:is |was )?\|?\s*(?<id>${OVER_89})\b(?!\s*(?:\+|or (?:older|over|more|above)|and (?:older|over|above)|%|days?|months?|weeks?)|[.:]\d)`,
    'dgi',
  ),
  new RegExp(
    String.raw`(?:^\W*|\b(?:CC|HPI|ID|Pt|Patient)[:\s]+|\b(?:is|this|an?) (?:an? )?)(?<id>${OVER_89}(?: ?${SEX}| ?yrs?\b| ?\/ ?[MF]\b))`,
    'dg',
  ),
  new RegExp(String.raw`\b(?<id>${OVER_89} ?\/ ?[MF])\b`, 'dg'),
  new RegExp(
    String.raw`\b(?:died|passed(?: away)?|deceased|dead|alive|living|lived|survived|widowed|DOB|healthy|well)(?: \w+){0,3}? (?:at|to|until) (?:the age of |age )?(?<id>${OVER_89})\b(?![.:]\d|%| ?(?:mg|mL|days?|hours?|h|minutes|min|weeks?|months?|degrees|bpm|mmHg)\b)`,
    'dgi',
  ),
  new RegExp(
    String.raw`\b(?:mother|father|husband|wife|grandmother|grandfather|sister|brother|aunt|uncle|spouse|mom|dad)\b[ ,(]+(?:is |was |now )?(?<id>${OVER_89})\b(?=[),;.]| and)(?!\.\d)`,
    'dgi',
  ),
  /\b(?<id>(?:9\dth|1[0-2]\d(?:st|nd|rd|th)) birthday|(?:ninety-\w+|hundredth|ninetieth) birthday)/dgi,
  /\b(?:in (?:his|her|their) (?:early |mid |mid-|late )?)(?<id>(?:90s|nineties|100s))\b/dgi,
  /\b(?<id>nonagenarian|centenarian)s?\b/dgi,
  /\b(?<id>(?:ninety|one hundred)(?:[ -](?:and )?\w+)?[ -]years?[ -](?:old|of age))\b/dgi,
])

const anyAge = where(/9\d|1[0-2]\d|ninet|hundred|enarian/i, [age])

export const dates: IdentifierRule = (line, text) => [...date(line, text), ...anyAge(line, text)]
