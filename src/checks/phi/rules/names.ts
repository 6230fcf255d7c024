import { isFictional } from '../fictional-names.ts'
import { FAMILY_NAMES, GIVEN_NAMES } from '../given-names.ts'
import { byPattern, type Identifier, type IdentifierRule, where } from '../identifier.ts'
import { isFormWord, isKnownWord } from '../known-words.ts'
import { isEponym, isTerm } from '../named-after.ts'

/** One part of a name: `Okafor`, `O'Neil`, `De la Cruz` word by word. */
const WORD = String.raw`(?:(?:Mc|Mac|O['’]|D['’]|De|La|Le|Du|Van|Di|Da|Fitz|Jo|Ja|Ke|Sha|Ra|Ta|Al|El)?\p{Lu}\p{Ll}+(?:-\p{L}\p{Ll}+)?)`
const INITIAL = String.raw`\p{Lu}\.?`
const PARTICLE = '(?:van|von|de|der|den|del|la|al|bin|da|dos|Van|Von|De|Del|La) '
const FAMILY = `(?:${PARTICLE}){0,2}${WORD}`
/** With points, as `PT Fernhollow` is a therapist. */
const INITIALS = String.raw`\p{Lu}\. ?(?:\p{Lu}\.)?`
const FULL = `(?:${WORD}|${INITIAL})(?: (?:${INITIAL} )?${FAMILY}){1,3}`
const REVERSED = `${FAMILY}, ${WORD}(?: ${INITIAL})?`

/** Each word as it is, with a capital first, and in capitals. */
const cased = (list: string): string =>
  list
    .split('|')
    .flatMap((word) => [word, `${word[0]?.toUpperCase()}${word.slice(1)}`, word.toUpperCase()])
    .join('|')

const LABELS = `${cased(
  "patient['’]s name|patient name|patient|pt name|pt|client|name|member name|attending(?: physician)?|surgeons?|assistants?|first assist|provider|ordering provider|ordered by|physician|referring provider|referring|referred by|consultant|anesthesiologist|anesthetist|anesthesia by|pathologist|radiologist|dictated by|dictated|transcribed by|signed by|signed|electronically signed|reviewed by|verified by|read by|interpreted by|performed by|collected by|drawn by|prepared by|recorded by|completed by|reported to|called to|notified|author|guarantor|insured|subscriber|policyholder|beneficiary|responsible party|mother|father|parent|spouse|next of kin|emergency contact|contact person|contact|witness|informant|historian|accompanied by|caller|nurse|scrub|circulator|technologist|tech|sonographer|case manager|social worker|interpreter|therapist|pharmacist|dentist|midwife|caregiver|health care proxy|proxy|donor|resident|fellow|member|enrollee|recipient|applicant|cardholder|owner|tenant|driver|passenger|veteran|inmate|student|teacher|supervisor|adjuster|reviewer|auditor|coder|clerk|registrar|operator|examiner|investigator|officer|complainant|landlord|neighbor|roommate|husband|wife|son|daughter|sister|brother|partner|sponsor|guardian|chaplain|daytime contact|cosigner|co-signed by|cosigned by|approved by|authorized by|on call|on-call|covering|coverage|night float|float|day team|hospice nurse|home health nurse|charge nurse|entered by|reported by|submitted by|received by|faxed by|sent by|seen with|primary care|pediatrician|hospitalist|obstetrician|oncologist|cardiologist|psychiatrist|neurologist|urologist|nephrologist|intensivist|dermatologist|ophthalmologist|urologist|surgical assistant|perfusionist|dietitian|chart of|visit of|attn|attention|from|to|re|cc|seen by|written by|claimant|employee|infant|child",
)}|PCP|PMD|NOK|POA|HCP|HCPOA|DPOA|CRNA|RN|MD`
const RELATIONS =
  '(?:[Ss]tep|[Gg]reat-?|[Ee]x-?|[Hh]alf-?)?(?:[Ww]ife|[Hh]usband|[Ss]on|[Dd]aughter|[Mm]other|[Ff]ather|[Bb]rother|[Ss]ister|[Nn]eighbou?r|[Pp]artner|[Cc]aregiver|[Ff]riend|[Aa]unt|[Uu]ncle|[Nn]iece|[Nn]ephew|[Cc]ousin|[Gg]rand(?:mother|father|son|daughter|ma|pa)|[Ss]ponsor|[Ss]pouse|[Ff]ianc[eé]e?|[Mm]om|[Dd]ad|[Bb]oy|[Gg]irl|[Rr]oommate|(?:[Bb]oy|[Gg]irl)friend|[Ee]mployer|[Cc]oach|[Pp]astor|[Ll]and(?:lord|lady)|[Gg]uardian|[Aa]ide|[Nn]urse|[Tt]eacher|[Ll]awyer|[Aa]ttorney|[Tt]win|[Cc]hild(?:ren)?|[Kk]id|[Bb]aby|[Ww]idow|[Ww]idower|[Ss]ibling|[Dd]octor|[Bb]oss|[Ss]upervisor|[Ff]oreman|[Cc]oworker|[Cc]o-worker|[Ss]itter|[Nn]anny|[Mm]inister|[Pp]riest|[Rr]abbi|[Hh]ousemate|[Pp]robation officer|[Ss]ocial worker|[Cc]ase (?:manager|worker))(?:-in-law)?s?'
const CREDENTIALS =
  'M\\.?D|D\\.?O|R\\.?N|L\\.?P\\.?N|N\\.?P|PA-C|PA|APRN|FNP(?:-C|-BC)?|CRNA|CNM|DPM|DDS|DMD|Pharm\\.?D|LCSW|MSW|Ph\\.?D|Psy\\.?D|MBBS|RHI[AT]|CCS(?:-P)?|CPC(?:-H)?|COC|CRC|CCDS|CDIP|RRT|CRT|RDN?|DPT|OTR(?:\\/L)?|COTA|PTA|SLP|CCC-SLP|[CR]?MA|CNA|LVN|DNP|[AP]GNP|ACNP|ANP|PMHNP|PNP|CNS|RPh|CPhT|BSN|MSN|EMT(?:-P|-B)?|NRP|LMSW|LICSW|LPC|LMFT|MPH|FAC[SCP]|FACOG|Esq|AuD|DC|OD|DVM|ARNP|CST|RDMS|RT\\(R\\)|MT\\(ASCP\\)'

const parts = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '')

/** Whether no word of a name is one that charts write with a capital for other reasons. */
const whose = (text: string): boolean => parts(text).every((word) => !isKnownWord(word))

/** The same where a person is meant: eponyms are also somebody's family name. */
const somebody = (text: string): boolean =>
  parts(text).every((word) => !isFormWord(word)) && parts(text).some((word) => word.length > 2)

const named = ({ input, index }: RegExpExecArray, after: number): boolean =>
  isEponym(input.slice(0, index), input.slice(after))

const endOf = (match: RegExpExecArray): number => match.index + match[0].length

const titled = byPattern(
  'name',
  [
    new RegExp(
      String.raw`(?<!\d ?)\b(?<id>(?:Mr|Mrs|Ms|Miss|Mx|Drs?|Prof|Professor|Rev|Doctor|Sr|Sra|Señora?|Officer|Deputy|Detective|Trooper|Sgt|Capt|Lt|Chaplain|Rabbi|Fr|Pastor|Judge|Hon|Madam|Nurse|Ofc|Insp|Inspector|Cpl|Dep|Det|Supt|Lieutenant|Sergeant|Captain|Imam|Bishop|Deacon|Elder|RPh|Rph|Paramedic|Coach|Baby|Infant)\b\.? (?:(?:Boy|Girl|Twin) )?(?:${INITIAL} )?${FAMILY}(?: (?:and )?(?!(?:Mrs?|Ms|Drs?)\b)${FAMILY}){0,2})`,
      'dgu',
    ),
  ],
  (text, match) => {
    const first = text.split(' ').slice(1)[0] ?? ''
    if (/^['’]s/.test(match.input.slice(endOf(match))) && named(match, endOf(match))) return false
    return /^(?:Mrs?|Ms|Mx|Drs?)\b/.test(text) ? !isFormWord(first) : !isKnownWord(first)
  },
)

/** `DR. HOLLOWAY`, `dr Holloway`. */
const titledOtherwise = byPattern(
  'name',
  [
    new RegExp(String.raw`(?<![\p{L}.])(?<id>(?:[dm]r|mrs|ms|drs)\.? ${WORD}(?: ${FAMILY})?)(?!\p{L})`, 'dgu'),
    /(?<!\p{L})(?<id>(?:DR|MRS?|MS|MISS)\.? (?:\p{Lu}\.? )?\p{Lu}{3,}(?:[-'’ ]\p{Lu}{3,})?)(?![\p{L}-])/dgu,
  ],
  (text) =>
    parts(text)
      .slice(1)
      .every((word) => !isFormWord(word) && !isTerm(word)),
)

const labelled = byPattern(
  'name',
  [
    new RegExp(
      String.raw`\b(?:${LABELS})\b\**\s*[:|]\s*\**\s*(?:(?:Mr|Mrs|Ms|Dr)\.? )?(?<id>${REVERSED}|${FULL}|\p{Lu}{2,}(?:[-' ]\p{Lu}{2,})?, ?\p{Lu}{2,}(?: \p{Lu}\b)?|\p{Lu}{2,} (?:\p{Lu}\.? )?\p{Lu}{3,})`,
      'dgu',
    ),
  ],
  somebody,
)

const lower = (word: string): string => `${word.slice(0, 1)}${word.slice(1).toLowerCase()}`

/** `DELGADO, MARIA T` as registration prints it. */
const capitals = byPattern(
  'name',
  [
    /(?<!\p{L})(?<id>\p{Lu}{2,}(?:[-' ]\p{Lu}{2,})?,\s?(?<given>\p{Lu}{2,})(?: \p{Lu}\b)?|(?<first>\p{Lu}{3,}) (?:\p{Lu}\.? )?\p{Lu}{3,})(?!\p{L})/dgu,
    // Unknown names, where a form's head begins with them.
    /^\s*(?<id>\p{Lu}{3,}(?:[-' ]\p{Lu}{3,})?,\s?\p{Lu}{3,}(?: \p{Lu}\b)?)(?=\s{2,}|\t|\s*$|\s+(?:DOB|MRN|[MF]\b|\d))/dgu,
  ],
  (text, { groups }) => {
    const name = groups?.given ?? groups?.first
    return name === undefined ? whose(text) : GIVEN_NAMES.has(lower(name)) && somebody(text)
  },
)

const credentialed = byPattern(
  'name',
  [FULL, REVERSED, `${WORD} ${FAMILY}`, `(?:${INITIAL} |${INITIALS} ?)${FAMILY}`, `${WORD} \\p{Lu}\\.`].map(
    (form) => new RegExp(String.raw`(?<!\p{L})(?<id>${form})(?=,? (?:${CREDENTIALS})\b)`, 'dgu'),
  ),
  somebody,
)

/** One word alone must be unknown to charts. */
const credentialedWord = byPattern(
  'name',
  [
    new RegExp(
      String.raw`(?<![\p{L}-])(?<id>${WORD})(?=, (?:${CREDENTIALS})\b| (?:RN|MD|LPN|PA-C|APRN|CRNA|PharmD)\b)`,
      'dgu',
    ),
  ],
  (text) => whose(text) && !isTerm(text),
)

/** Who did something, or was told. */
const acting = byPattern(
  'name',
  [
    new RegExp(
      String.raw`\b(?:(?:signed|dictated|transcribed|performed|interpreted|read|verified|collected|drawn|reviewed|witnessed|seen|evaluated|examined|assisted|accompanied|administered|completed|entered|authorized|approved|referred|prescribed|ordered|translated|cosigned|documented) (?:electronically )?by|(?:spoke|discussed|met|talked|conferred|reviewed) with|(?:called|reported|paged|faxed|mailed|sent|released|given|addressed|handoff|report|read back) (?:to|by)|(?:caller|speaker|contact|patient|named?|known as|goes by|under the care of|care of|c\/o|per|via)) (?<id>(?:${WORD}|${INITIAL}) (?:${INITIAL} )?${FAMILY}|(?:${INITIAL} |${INITIALS} ?)${FAMILY})(?!\p{L})`,
      'dgui',
    ),
    new RegExp(
      String.raw`\b(?:nurse|doctor|provider|therapist|surgeon|caregiver|aide|caller|driver|contact|name|sitter|roommate|interpreter|tech|coach|teacher|witness)(?: \p{Ll}+){0,3} (?:is|was) (?<id>${WORD}(?: ${FAMILY})?)(?!\p{L})`,
      'dgu',
    ),
    // With the name that friends use.
    new RegExp(String.raw`(?<id>(?:${WORD} )?(?:["“]${WORD}["”]|\(${WORD}\)) ${FAMILY})(?!\p{L})`, 'dgu'),
    new RegExp(String.raw`\b(?<=(?:Dear|Hi|Hello) )(?<id>${WORD})(?=[,:])`, 'dgu'),
    new RegExp(
      String.raw`\b(?:goes by|nicknamed|known as|named|called|answers to|calls himself|calls herself) ["“']?(?<id>${WORD})\b`,
      'dgu',
    ),
  ],
  (text, match) =>
    /^[("“]?\p{Lu}/u.test(text) &&
    parts(text).every((word) => /^[("“]?\p{Lu}|^(?:van|von|de|der|den|del|la|al|bin|da|dos)$/u.test(word)) &&
    whose(text.replace(/[()"“”]/g, '')) &&
    !named(match, endOf(match)),
)

const related = byPattern(
  'name',
  [
    new RegExp(
      String.raw`\b(?:${RELATIONS})\b(?:['’]s name is| is|,| named| called|:| -| of \d+ years,?| \(\d+\))? [("“]?(?<id>${WORD}(?: ${FAMILY}){0,2})(?!\p{L})`,
      'dgu',
    ),
    new RegExp(
      String.raw`\b(?:${RELATIONS})[:,]? ${WORD}(?: ${FAMILY})?(?:, ${WORD}(?: ${FAMILY})?)*,? (?:and|&) (?<id>${WORD}(?: ${FAMILY})?)(?!\p{L})`,
      'dgu',
    ),
    // Whose they are.
    new RegExp(
      String.raw`(?<![\p{L}.-])(?<id>${WORD})['’]s (?=(?:${RELATIONS}|room|bedside|family|mom|dad|house|birthday|insurance|chart|parents|medications|PCP|discharge)\b)`,
      'dgu',
    ),
  ],
  (text, match) => whose(text) && !named(match, endOf(match)),
)

/** `Rosamund, his wife`; `pharmacist Bledsoe`. */
const nextToRole = byPattern(
  'name',
  [
    new RegExp(
      String.raw`(?<![\p{L}.-])(?<id>${WORD}(?: ${FAMILY})?)(?:,| \(| is| was) ?(?:his|her|their|the|my|our|a|an)?(?: patient['’]s)?(?: \p{Ll}+)? ?(?:${RELATIONS})\b`,
      'dgu',
    ),
    new RegExp(
      String.raw`\b(?:[Pp]harmacist|[Tt]herapist|[Ss]urgeon|[Rr]esident|[Ii]ntern|[Hh]ospitalist|[Ii]nterpreter|[Pp]aramedic|[Mm]edic|[Mm]idwife|[Tt]ech(?:nician|nologist)?|[Cc]aseworker|[Cc]haplain|[Dd]ietitian|[Ss]crub|[Cc]irculator|[Aa]nesthetist|[Aa]nesthesiologist|[Rr]adiologist|[Pp]athologist|[Dd]entist|[Pp]hysician|[Pp]rovider|[Aa]ttending|[Ff]ellow|[Ss]tudent|[Ss]cribe|[Cc]oder|[Aa]uditor|[Aa]djuster|[Oo]fficer|[Dd]eputy|[Dd]river|[Cc]aretaker|[Pp]atient|[Cc]lient|[Vv]eteran|[Cc]rew(?:man)?|[Dd]ispatcher|[Cc]lerk|[Rr]eceptionist|[Cc]oordinator|[Cc]ounselor|RN|CRNA|LPN|NP|CNA|EMT)s? (?<id>(?:${INITIAL} )?${WORD}(?: ${FAMILY})?)(?!\p{L}|['’]\p{L}|-\p{L})`,
      'dgu',
    ),
  ],
  (text, match) => whose(text) && parts(text).every((word) => !isTerm(word)) && !named(match, endOf(match)),
)

/** Right behind `wife` or `son` even a word like Hunter or Dawn is a name. */
const relatedWord = byPattern(
  'name',
  [new RegExp(String.raw`(?<=\p{Ll} )(?:${RELATIONS}) (?<id>${WORD})(?=[ ,.;)]|$)`, 'dgu')],
  (text, match) => somebody(text) && !named(match, endOf(match)),
)

/** One word that charts do not know, where only people stand. */
const alone = byPattern(
  'name',
  [
    new RegExp(
      String.raw`\b(?:(?:[Ss]poke|[Dd]iscussed|[Tt]alked|[Mm]et|[Cc]onferred|[Rr]eviewed|[Cc]hecked|[Ss]at) with|[Dd]\/w|[Ss]\/w|[Ss]een by|[Ss]igned(?: out)? (?:by|to)|[Dd]ictated by|[Hh]and-?off (?:to|from)|[Rr]eport (?:to|from|given to)|[Rr]eferred by|[Ww]itnessed by|[Vv]erified by|[Cc]osigned by|[Rr]elieved by|[Aa]ssisted by|[Pp]er|[Aa]ttn:?|ATTN:?|[Cc]c:|CC:|[Tt]hanks,|[Ss]incerely,|[Rr]egards,|[Rr]espectfully,|[Yy]ours(?: truly)?,|[Bb]est,|[Cc]heers,|\/s\/|[Tt]old|[Aa]sked|[Pp]aged|[Cc]alled|[Tt]exted|[Ii]nformed|[Nn]otified|[Uu]pdated|[Hh]elped|[Tt]hanked|(?:[Ff]irst|[Ss]econd|[Bb]ackup|[Nn]ight|[Dd]ay|[Ww]eekend|[Oo]n)[ -]call:?) (?<id>${WORD}(?: (?:${INITIAL} )?${FAMILY})?|${INITIAL} ${FAMILY})(?![\p{L}'’]|-\p{L})`,
      'dgu',
    ),
    new RegExp(String.raw`\b(?:${LABELS})\**: \**(?<id>${WORD})(?=\s*(?:$|[;,.|(]|\s{2,}))`, 'dgu'),
    new RegExp(
      String.raw`\b(?:[Cc]ame|[Cc]omes|[Ll]ives|[Ll]iving|[Ll]ived|[Dd]rove|[Aa]rrived|[Aa]rrives|[Hh]ere|[Pp]resents|[Pp]resented|[Ss]tays|[Ss]taying|[Rr]esides|[Mm]oved|[Tt]raveled|[Ww]ent|[Aa]lone|[Ww]alks|[Ss]hares|[Aa]ccompanied|[Vv]isited)(?: [\p{L},-]+){0,4} (?:with|w\/|by) (?<id>${WORD}(?: ${FAMILY})?)(?!\p{L}|['’]\p{L}|-\p{L})`,
      'dgu',
    ),
    /(?<![\p{L}.-])(?<id>\p{Lu}[\p{L}'’&-]+ (?:\p{Lu}\p{Ll}+ )?(?:Foods|Freight|Roofing|Inc|LLC|Ltd|Corp|Trucking|Farms|Construction|Industries|Logistics|Motors|Supply|Plumbing|Mutual|Bank|Credit Union|Millworks|Brothers|Bros|Diner|Bakery|Brewery|Mill|Mine|Steel|Packing|Poultry|Orchards?|Ranch|Dairy|Quarry|Landscaping|Electric|Express|Airlines|Manufacturing))(?!\p{L})/dgu,
    // Only people do so.
    new RegExp(
      String.raw`(?:^\W*|(?<=[.;:]\s|\p{Ll} ))(?<id>${WORD}) (?=(?:said|says|asked|asks|phoned|drove|drives|lives|lived|works|worked|wants|wanted|laughed|cried|smiled|enjoys|agreed|agrees|brought|visited|visits|told|tells|feels|felt|admits|recalls|remembers|insists|complained|complains|expressed|voiced|called|stated|states|reports|requests|denies|understands|verbalized|lost|loves|likes|hopes|prefers|died|married|retired|graduated|moved|turned|turns|is (?:a|an|the) (?:\p{L}+ )?(?:\d+|year-old|man|woman|boy|girl|patient|widow|veteran|retired))\b)`,
      'dgu',
    ),
    new RegExp(
      String.raw`(?:^\s*(?:[-–—]{1,2} ?)?|\s{2,}|\|\s*)(?<id>${WORD} (?:${INITIAL} )?${FAMILY})(?=\s*(?:$|\s{2,}|\|))`,
      'dgu',
    ),
    new RegExp(
      String.raw`(?:^\s*|\s{2,}|[:|]\s*)(?<id>${FAMILY}, ${WORD}(?: ${INITIAL})?)(?=\s*(?:$|\s{2,}|\||\(|,? (?:DOB|MRN|\d|[MF]\b)))`,
      'dgu',
    ),
  ],
  (text, match) => whose(text) && parts(text).every((word) => !isTerm(word)) && !named(match, endOf(match)),
)

/** What the text also writes without a capital is a word of it. */
const unknownToText =
  (rule: IdentifierRule): IdentifierRule =>
  (line, text) =>
    rule(line, text).filter((one) => parts(one.text).every((word) => !text.lowercase.has(word.toLowerCase())))

/** Names that begin with a given name, and common family names alone. */
const given = byPattern(
  'name',
  [
    new RegExp(String.raw`(?<![\p{L}'’-])${REVERSED}(?!\p{L})`, 'dgu'),
    new RegExp(String.raw`(?<![\p{L}'’-])${WORD}(?: (?:${INITIAL} ){0,2}${FAMILY}){0,3}`, 'dgu'),
  ],
  (text, match) => {
    const [first = '', second = ''] = text.split(/,? /)
    const known = text.includes(', ') ? second : first
    const bare = known.replace(/['’]s$/, '')
    if (!GIVEN_NAMES.has(bare) && !FAMILY_NAMES.has(bare)) return false
    return !named(match, endOf(match)) && !named(match, match.index + first.length)
  },
)

/** `J. R. Kowalski`: one initial alone may end a sentence. */
const initials = byPattern(
  'name',
  [new RegExp(String.raw`(?<![\p{L}\d.,/-])(?<id>\p{Lu}\. ?\p{Lu}\. ?${FAMILY})(?!\p{L})`, 'dgu')],
  (text, match) => whose(text.replace(/^(?:\p{Lu}\. ?)+/u, '')) && !named(match, endOf(match)),
)

/** Headings write most words with a capital. */
const isHeading = (line: string): boolean => {
  // Forms have more than one field in a line.
  if (!/^\s*#/.test(line) && /\S\s{2,}\S|\t|\|/.test(line)) return false
  const all = line.match(/\p{L}[\p{L}'’-]*/gu) ?? []
  return (
    /^\s*#/.test(line) ||
    (all.length >= 4 && all.filter((word) => /^\p{Lu}\p{Ll}/u.test(word)).length > all.length * 0.6)
  )
}

/** Two words with a capital inside a sentence, or before a verb, neither a word of charts: hardly anything but a name. */
const capitalisedPair = byPattern(
  'name',
  [
    new RegExp(String.raw`(?<=[\p{Ll}\d,;:/)] [("“]?)${WORD} (?:${INITIAL} )?${FAMILY}(?!\p{L})`, 'dgu'),
    new RegExp(
      String.raw`^\s*(?:[-*•] )?(?<id>${WORD} (?:${INITIAL} )?${FAMILY})(?=,? (?:called|calls|states|stated|reports|reported|is|was|has|had|presents|presented|came|arrived|refuses|refused|wishes|wished|took|takes|lost|felt|feels|married|retired|turned|should|can|would|did|does|lived|works|worked|drives|asks|asked|told|moved|attended|signed|sees|saw|and|from|of|at|with|requests|requested|says|said|will|who|phoned|wants|needs|denies|agrees|agreed|brought|drove|lives|\())`,
      'dgu',
    ),
  ],
  (text, match) => whose(text) && !isTerm(text) && !named(match, endOf(match)),
)

const pair: IdentifierRule = (line) => (isHeading(line) ? [] : capitalisedPair(line))

const rules: readonly IdentifierRule[] = [
  titled,
  titledOtherwise,
  labelled,
  credentialed,
  credentialedWord,
  capitals,
  acting,
  related,
  relatedWord,
  given,
  initials,
  ...[nextToRole, alone, pair].map(unknownToText),
]

/** What lies within a longer name is a part of it: `son Tom Jones` is told by "son" as Tom, and by "Tom" whole. */
const longest = (found: readonly Identifier[]): Identifier[] =>
  found.filter(
    ({ start, end }) =>
      !found.some((other) => other.start <= start && end <= other.end && other.end - other.start > end - start),
  )

/** People who are not on the list of invented names. */
export const names: IdentifierRule = where(/\p{Lu}/u, [
  (line, text) => longest(rules.flatMap((rule) => rule(line, text))).filter((one) => !isFictional(one.text)),
])
