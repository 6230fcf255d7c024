import { isFictional } from '../fictional-names.ts'
import { byPattern, type IdentifierRule, where } from '../identifier.ts'
import { isFormWord, isKnownWord } from '../known-words.ts'
import { isEponym, isTerm } from '../named-after.ts'

const STATES =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming'
const POSTAL =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]'
const CITY = "(?:(?:St|Ste|Ft|Mt)\\. )?[A-Z](?!\\.)[a-z\u00df-\u024f'’]+(?:[ -][A-Z][a-z\u00df-\u024f'’]+){0,2}"
const STREET =
  'Street|St|Avenue|Ave|Av|Road|Rd|Lane|Ln|Drive|Dr(?!\\.? [A-Z][a-z])|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Terrace|Ter|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Square|Sq|Trail|Trl|Turnpike|Pike|Row|Loop|Alley|Crossing|Xing|Run|Ridge|Hollow|Bend|Plaza|Crescent|Heights|Commons|Walk|Mews|Landing|Cove|Grove|Path|Route|Expressway'
const STREET_CAPITALS =
  'STREET|ST|AVENUE|AVE|ROAD|RD|LANE|LN|DRIVE|BOULEVARD|BLVD|COURT|WAY|PLACE|TERRACE|CIRCLE|HIGHWAY|HWY|PARKWAY|PKWY|TRAIL|TRL'

/** A point in a street's name stands behind what is abbreviated; behind a longer word the sentence ends. */
const address = byPattern('place', [
  new RegExp(
    String.raw`\b\d{1,6}[A-Z]?(?:-\d+)? (?:(?:[NSEW]{1,2}|North|South|East|West)\.? )?(?:[A-Z][\w'’]* |[A-Z][\w'’]{0,2}\. |\d+(?:st|nd|rd|th) ){1,4}(?:${STREET})\b\.?`,
    'dg',
  ),
  new RegExp(
    String.raw`\b\d{1,6} (?:[NSEW]{1,2}\.? )?(?:[A-Z'’]{2,} |\d+(?:ST|ND|RD|TH) ){1,3}(?:${STREET_CAPITALS})\b\.?`,
    'dg',
  ),
  /\bP\.? ?O\.? ?Box \d+/dgi,
  /\bRural Route \d+(?:,? Box \d+)?|\b(?:R\.?R\.?|HC|Rte?\.?|Route|Star Route) ?#?\d+,? Box \d+/dg,
  /\b\d{1,6} (?:[NSEW]\.? )?(?:(?:State|County|US|U\.S\.) (?:Route|Road|Rte|Rd|Highway|Hwy)|Highway|Hwy|Route|Rte)\.? \d+[A-Z]?/dg,
  /\b(?:(?:State|County|Farm) (?:Route|Road)|Interstate|Highway|Route|Hwy) \d+\b|(?<=\b(?:on|off|along|near|via|from|exit) )I-\d{2}\b/dg,
  /\b(?:corner|intersection) of (?:[A-Z\d][\w'’]* ?){1,3}(?:and|&) (?:[A-Z\d][\w'’]* ?){1,3}/dg,
  /\b(?:Apt|APT|Apartment|Suite|Ste)\b\.? ?#? ?(?<id>\d+[A-Z]?|[A-Z]\d*)\b/dg,
])

/** A street without a number. */
const street = byPattern(
  'place',
  [
    /\b(?:on|off|at|near|along|from|of|to|by|down) (?<id>(?:[A-Z][\w'’]+ ){1,3}(?:Street|Road|Avenue|Boulevard|Lane|Drive|Highway|Parkway|Blvd|Ave|Rd|Hwy))\b/dg,
  ],
  (text) => !isKnownWord(text.split(' ')[0] ?? ''),
)

/** Two letters that charts use for something else besides a state; the first digit of its ZIP codes tells. */
const ZIP_OF: Readonly<Record<string, RegExp>> = {
  CT: /^0/,
  PA: /^1/,
  MA: /^0/,
  OR: /^97/,
  IN: /^4[67]/,
  ME: /^0/,
  MD: /^2/,
  CO: /^8[01]/,
}

const zipped = byPattern(
  'place',
  [new RegExp(String.raw`\b${CITY},? (?<state>${POSTAL}|${STATES})\.? (?<zip>\d{5})(?:-\d{4})?\b`, 'dg')],
  (_, { groups }) => (ZIP_OF[groups?.state ?? ''] ?? /./).test(groups?.zip ?? ''),
)

const area = byPattern('place', [
  new RegExp(String.raw`\b[A-Z]{3,}(?: [A-Z]{3,})?,? (?:${POSTAL}) \d{5}(?:-\d{4})?\b`, 'dg'),
  new RegExp(String.raw`\b${CITY}, (?:${STATES})\b`, 'dg'),
  new RegExp(String.raw`\b(?:in|of|from|near|to|at|outside|through|via|around) (?<id>${CITY}, (?:${POSTAL}))\b`, 'dg'),
  new RegExp(
    String.raw`\b(?:[Cc]ity|[Tt]own|[Hh]ometown|[Bb]irthplace|[Pp]lace of birth|[Rr]esidence|[Aa]ddress|[Hh]ospital|[Ff]acility|[Ll]ocation|Center|CITY|ADDRESS)\b(?: of residence)?[:|,]\s*(?<id>${CITY}, (?:${POSTAL}))\b`,
    'dg',
  ),
  new RegExp(
    String.raw`\b(?:[Cc]ity|[Tt]own|[Hh]ometown|[Bb]irthplace|[Pp]lace of birth|[Cc]ounty)(?: of residence)?: (?<id>${CITY})`,
    'dg',
  ),
  /\b(?:zip|postal)(?: ?code)?\W{0,5}(?<id>\d{5}(?:-\d{4})?)\b/dgi,
  new RegExp(String.raw`\b(?<id>${CITY}) (?:County|Township|Parish|Borough|Precinct|Reservation)\b`, 'dg'),
  new RegExp(String.raw`\b(?:County|Township|Parish|Borough|City|Town|Village) of (?<id>${CITY})`, 'dg'),
])

/** Charts use two letters for much else: then what stands before them must be no word of theirs. */
const cityAndState = byPattern(
  'place',
  [
    new RegExp(String.raw`(?<![\w'’.-])(?<id>${CITY}, (?!MD|PA|MA|ND|DO)(?:${POSTAL}))(?![\w-]|,? \d+\/)`, 'dg'),
    new RegExp(
      String.raw`(?<=(?:[\]\d,;|]|\b(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Blvd|Court|Ct|Way|Place|Pl|Box \d+)\.?),? )(?<id>${CITY},? (?!MD|PA|MA|ND|DO)(?:${POSTAL}))(?=\s*(?:$|[.;|)]))`,
      'dg',
    ),
    /(?<![\w'’.-])(?<id>[A-Z]{4,}(?: [A-Z]{3,})?, (?!MD|PA|MA|ND|DO|MI|OR|CT|CO|ME|DE)[A-Z]{2})(?![\w-])/dg,
  ],
  (text) =>
    ENDS_IN_STATE.test(text) &&
    !TITLED.test(text) &&
    text
      .replace(/,? [A-Z]{2}$/, '')
      .split(/[ -]/)
      .every((word) => !isFormWord(word) || OF_TOWNS.test(word)),
)

const ENDS_IN_STATE = new RegExp(`(?:${POSTAL})$`)
/** Words of charts that towns are called after. */
const OF_TOWNS =
  /^(?:North|South|East|West|New|Old|Saint|St\.?|Fort|Ft\.?|Mount|Mt\.?|Lake|Port|Grand|Little|Great|Upper|Lower|Big|Park|City|Falls|Springs|Beach|Hills?|Heights|Spring|Rock|White|Red|Green|Island|Bay|Point|Valley|Center|Clear|Long|Oak|Water|Cedar|High|River|La|Los|Las|San|Santa|El|De|Des|Du|Le)$/i
/** Words of charts after which houses are called. */
const CALLED_SO =
  /^(?:Mercy|Sacred|Holy|Good|Baptist|Methodist|Lutheran|Providence|Grace|Trinity|Faith|Hope|Saint|St\.?|Mount|Mt\.?|Sunrise|Sunset|Silver|Golden)$/
const TITLED = /^(?:Dr|Mr|Mrs|Ms|Miss|Prof|Rev|Sgt|Lt|Capt)\b/

/** Houses, schools and companies that are called after somebody or some place. */
const facility = byPattern(
  'place',
  [
    /(?<![\w'’.-])(?<id>(?:(?:St\.?|Saint|San|Santa|Mount|Mt\.?|Our Lady of|North|South|East|West|New) )?(?:[A-Z][\w'’-]+ ){1,3}(?:(?:Regional|Memorial|General|Community|Children['’]?s|Veterans|County|University|Baptist|Methodist|Catholic|Medical|Health|Nursing|Rehab(?:ilitation)?|Assisted|Senior|Retirement|Skilled|Surgery|Urgent|Hospice|Elementary|Middle|High|State|Correctional|Convalescent|Family|Behavioral|Cancer|Heart|Dialysis|Care) ){0,3}(?:Hospital|Medical Center|Med Ctr|Clinic|Infirmary|Sanitarium|Nursing Home|Nursing Center|Nursing and Rehab|Rehab|Rehabilitation|Manor|Health System|Healthcare|Health Center|Care Center|Care Home|Living|Hospice|Pharmacy|Elementary|High School|Middle School|School|College|University|Academy|Church|Parish|Synagogue|Mosque|Temple|Shelter|Jail|Prison|Penitentiary|Correctional Facility|Airport|Apartments|Towers|Estates|Villa|Villas|Terrace|Gardens?|Pines|Oaks|Commons|Lodge|Mobile Home Park|Trailer Park|Campground|Mall|Reservation|Fire Department|Police Department|Sheriff|Ambulance|EMS))(?![\w'’-])/dg,
    /\b(?:at|to|from|in|by) (?<id>(?:[A-Z][\w'’-]+ ){1,2}(?:General|Memorial|Regional|Presbyterian|Baptist|Methodist|Mercy))(?! ?[A-Z]| (?:anesthesia|floor|surgery|service|medicine|ward))(?![\w'’-])/dg,
  ],
  (text) => {
    const own = text.replace(/^(?:The|At|From|To|In|Of|Our|A|An) /, '').split(/[ -]/)
    return (
      own.length > 1 &&
      (!isFormWord(own[0] ?? '') || CALLED_SO.test(own[0] ?? '') || (own.length > 2 && OF_TOWNS.test(own[0] ?? ''))) &&
      (!isTerm(own[0] ?? '') || CALLED_SO.test(own[0] ?? '')) &&
      !/^(?:The|Mayo|Cleveland|Joint|Life|Home|Same|Outside|Pain|Wound)$/.test(own[0] ?? '')
    )
  },
)

const COUNTRIES =
  /^(?:The|United States|America|Mexico|Canada|England|India|China|Japan|Germany|France|Spain|Italy|Brazil|Kenya|Nigeria|Vietnam|Africa|Asia|Europe|Medicare|SNF)$/
const STATE = new RegExp(`^(?:${STATES})$`)

/** Where somebody lives: a state or a country is coarse enough. */
const home = byPattern(
  'place',
  [
    new RegExp(
      String.raw`\b(?:[Ll]ives?|[Ll]ived|living|[Rr]eside[sd]?|[Rr]esident|residing|[Bb]orn|[Rr]aised|grew up|moved|[Nn]ative|visiting|visits|commutes|relocated|settled|farms|ranch|hometown|house|home|cabin|apartment|farm|church|school|shelter|nursing home|clinic|hospital|plant|factory|mill|mine|store|jail|prison|college)\b[^.;:\n]{0,40}?\b(?:in|of|to|from|near|outside|outside of|around) (?<id>${CITY})`,
      'dg',
    ),
    new RegExp(
      String.raw`\b(?:originally|[Oo]riginally|[Cc]omes?|[Cc]ame|[Hh]ails?|[Dd]rove(?: \w+)?|[Ff]lew(?: \w+)?|[Ff]lown(?: \w+)?|[Aa]rrived|[Ff]arms|[Rr]anches|[Ff]ishes|[Tt]raveled|travelled|transferred|transported|airlifted|[Ee]n route|[Cc]oming|[Cc]alling|[Cc]alled|[Vv]isiting|[Dd]riving|[Ff]lying|[Rr]eturning|[Ii]n town|[Bb]ack|shipped|diverted|relocated|evacuated|vacation(?:ed|ing)?|trips?|refugee|immigrant|immigrated|emigrated|native|resident|citizen|graduate|man|woman|farmer|rancher|teacher|student|worker|retiree|family) (?:in )?(?:from|to|out of|of|at|in) (?<id>${CITY})(?![\w'’-])`,
      'dg',
    ),
  ],
  (text, { input, index, 0: whole }) => {
    const first = text.split(/[ -]/)[0] ?? ''
    return (
      first.length > 2 &&
      !isFormWord(first) &&
      !COUNTRIES.test(text) &&
      !STATE.test(text) &&
      !TITLED.test(text) &&
      !isEponym(input.slice(0, index), input.slice(index + whole.length))
    )
  },
)

/** Where somebody was sent or works: also a department or a drug, which charts have many of. */
const sentTo = byPattern(
  'place',
  [
    new RegExp(
      String.raw`\b(?:[Tt]ransfer(?:red)?|[Aa]dmitted|[Dd]ischarged|[Ss]ent|[Aa]ccepted|[Rr]eturned|[Dd]riven|[Bb]rought|[Mm]oved)(?: (?:here|in|over|back|by \w+|via \w+|home))? (?:from|to|at|by) (?<id>${CITY})(?![\w'’-])`,
      'dg',
    ),
    new RegExp(
      String.raw`\b(?:[Ww]ork(?:s|ed|ing)?|[Ee]mploy(?:ed|ee)|[Vv]olunteers?|[Aa]ttend(?:s|ed|ing)|[Ee]nrolled|[Tt]eaches|[Ss]tudies|[Jj]ob|[Ff]oreman|[Mm]anager|[Ss]ophomore|[Jj]unior|[Ss]enior|[Tt]eacher|[Ll]ives?|[Rr]eside[sd]?|[Rr]esiding|[Ss]tay(?:s|ed|ing)|[Ss]een|[Ee]valuated|[Dd]one|[Pp]erformed|[Ii]ncarcerated|[Hh]oused)\b(?: \p{Ll}+){0,3}? (?:at|for|outside|(?<=mployed )by) (?<id>${CITY})(?![\w'’-])`,
      'dgu',
    ),
  ],
  (text, { input, index, 0: whole }) =>
    !COUNTRIES.test(text) &&
    !STATE.test(text) &&
    !TITLED.test(text) &&
    text.split(/[ -]/).every((word) => !isKnownWord(word)) &&
    !isEponym(input.slice(0, index), input.slice(index + whole.length)) &&
    !isTerm(text),
)

/** A capital behind "in" that no chart writes otherwise. */
const elsewhere: IdentifierRule = (line, { lowercase }) =>
  capitalised(line).filter(({ text }) => text.split(/[ -]/).every((word) => !lowercase.has(word.toLowerCase())))

const capitalised = byPattern(
  'place',
  [new RegExp(String.raw`\b(?:in|near|outside) (?<id>${CITY})(?![\w'’\u00c0-\u024f-])`, 'dg')],
  (text, { input, index, 0: whole }) =>
    !COUNTRIES.test(text) &&
    !STATE.test(text) &&
    text.split(/[ -]/).every((word) => !isKnownWord(word)) &&
    !isEponym(input.slice(0, index), input.slice(index + whole.length)) &&
    !isTerm(text),
)

const rules: readonly IdentifierRule[] = [
  address,
  street,
  zipped,
  area,
  cityAndState,
  facility,
  home,
  sentTo,
  elsewhere,
]

/** Somebody invented may stand where a place would. */
export const places: IdentifierRule = where(
  /[A-Z\d]/,
  rules.map((rule) => (line, text) => rule(line, text).filter((one) => !isFictional(one.text))),
)
