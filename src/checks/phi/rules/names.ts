import { CHART_WORDS } from '../chart-words.ts'
import { isFictional } from '../fictional-names.ts'
import { GIVEN_NAMES } from '../given-names.ts'
import { byPattern, type IdentifierRule } from '../identifier.ts'

/** One part of a name: `Okafor`, `O'Neil`, `De la Cruz` word by word. */
const WORD = String.raw`(?:(?:Mc|Mac|O['’]|D['’]|De)?\p{Lu}\p{Ll}+(?:-\p{L}\p{Ll}+)?)`
const INITIAL = String.raw`\p{Lu}\.?`
const PARTICLE = '(?:van|von|de|der|den|del|la|al|bin|da|dos|Van|Von|De|Del|La) '
const FAMILY = `(?:${PARTICLE}){0,2}${WORD}`
const FULL = `(?:${WORD}|${INITIAL})(?: (?:${INITIAL} )?${FAMILY}){1,3}`
const REVERSED = `${FAMILY}, ${WORD}(?: ${INITIAL})?`

const LABELS =
  "[Pp]atient(?:['’]s)?(?: [Nn]ame)?|[Pp]t(?: [Nn]ame)?|[Nn]ame|[Aa]ttending|[Ss]urgeon|[Aa]ssistant|[Pp]rovider|[Pp]hysician|PCP|[Rr]eferr(?:ing|ed by)|[Cc]onsultant|[Aa]nesthesiologist|[Pp]athologist|[Rr]adiologist|[Dd]ictated(?: by)?|[Ss]igned(?: by)?|[Rr]eviewed by|[Aa]uthor|[Cc]c|CC|[Gg]uarantor|[Ii]nsured|[Ss]ubscriber|[Mm]other|[Ff]ather|[Ss]pouse|[Nn]ext of kin|NOK|[Ee]mergency [Cc]ontact|[Cc]ontact(?: person)?|[Ww]itness|[Ii]nformant|[Nn]urse|[Cc]ase manager|[Ss]ocial worker|[Ii]nterpreter|[Tt]herapist|[Cc]aregiver|POA"
const RELATIONS =
  '[Ww]ife|[Hh]usband|[Ss]on|[Dd]aughter|[Mm]other|[Ff]ather|[Bb]rother|[Ss]ister|[Nn]eighbou?r|[Pp]artner|[Cc]aregiver|[Ff]riend|[Aa]unt|[Uu]ncle|[Nn]iece|[Nn]ephew|[Cc]ousin|[Gg]rand(?:mother|father|son|daughter|ma|pa)|[Ss]ponsor|[Ss]pouse|[Ff]ianc[eé]e?|[Mm]om|[Dd]ad|[Bb]oy|[Gg]irl|[Rr]oommate|(?:[Bb]oy|[Gg]irl)friend|[Ee]mployer|[Cc]oach|[Pp]astor|[Ll]andlord|[Gg]uardian|[Aa]ide|[Nn]urse|[Tt]eacher|[Ll]awyer|[Aa]ttorney'
const CREDENTIALS =
  'M\\.?D|D\\.?O|R\\.?N|L\\.?P\\.?N|N\\.?P|PA-C|PA|APRN|FNP(?:-C|-BC)?|CRNA|CNM|DPM|DDS|DMD|Pharm\\.?D|LCSW|MSW|Ph\\.?D|Psy\\.?D|MBBS|RHI[AT]|CCS|CPC|RRT|RDN?'

/** Whether no word of a name is one that charts write with a capital for other reasons. */
const whose = (text: string): boolean =>
  text.split(/[\s,]+/).every((word) => !CHART_WORDS.has(word.replace(/['’]s$/, '').toLowerCase()))

const titled = byPattern(
  'name',
  [
    new RegExp(
      String.raw`\b(?<id>(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Doctor)\b\.? (?:${INITIAL} )?${FAMILY}(?: ${FAMILY}){0,2})`,
      'dgu',
    ),
  ],
  (text) => whose(text.split(' ')[1] ?? ''),
)

const labelled = byPattern(
  'name',
  [
    new RegExp(
      String.raw`\b(?:${LABELS})\b\**\s*[:|]\s*\**\s*(?:Dr\.? )?(?<id>${REVERSED}|${FULL}|\p{Lu}{2,}, \p{Lu}{2,}(?: \p{Lu}\b)?|\p{Lu}{2,} (?:\p{Lu} )?\p{Lu}{3,})`,
      'dgu',
    ),
  ],
  whose,
)

const credentialed = byPattern(
  'name',
  [FULL, REVERSED, `${WORD} ${FAMILY}`, `${INITIAL} ${FAMILY}`].map(
    (form) => new RegExp(String.raw`(?<!\p{L})(?<id>${form})(?=,? (?:${CREDENTIALS})\b)`, 'dgu'),
  ),
  whose,
)

const related = byPattern(
  'name',
  [new RegExp(String.raw`\b(?:${RELATIONS})\b(?:,| named| called|:)? \(?(?<id>${WORD}(?: ${FAMILY}){0,2})`, 'dgu')],
  whose,
)

/** Named after the one who described it, not after a patient. */
const EPONYM =
  /^['’]?s?[ -](?:and \p{L}+ )?(?:\p{Ll}+ )?(?:diseases?|syndromes?|tests?|signs?|scores?|scales?|criteria|class(?:ification)?|splints?|clamps?|fractures?|procedures?|tubes?|catheters?|tumou?rs?|lymphoma|palsy|position|maneuver|incision|points?|stages?|grades?|index|repair|operation|reflex|anomaly|malformation|lines?|bodies|ulcers?|collars?|stain|retractor|forceps|hernia|nodes?|drain|pouch|formula|equation|method)/iu

/** Initials of a chart's own: "Martin A., who" and "Maria T." */
const given: IdentifierRule = (line) =>
  byPattern(
    'name',
    [
      new RegExp(String.raw`(?<![\p{L}'’-])${REVERSED}(?!\p{L})`, 'dgu'),
      new RegExp(String.raw`(?<![\p{L}'’-])${WORD}(?: (?:${INITIAL} )?${FAMILY}){0,3}`, 'dgu'),
    ],
    (text, match) => {
      const parts = text.split(/,? /)
      const known = text.includes(', ') ? parts.slice(1, 2) : parts.slice(0, 1)
      if (!known.some((word) => GIVEN_NAMES.has(word.replace(/['’]s$/, '')))) return false
      return (
        !EPONYM.test(line.slice(match.index + text.length)) &&
        !EPONYM.test(`${line.slice(match.index + (parts[0] ?? '').length)}`)
      )
    },
  )(line)

/** How words of medicine and law end, and names seldom do. */
const TERM =
  /(?:ology|[ts]ion|ance|ence|ment|[cg]al|eal|nal|ral|ive|ary|ous|itis|osis|omas?|emia|ectomy|plasty|scopy|pathy|ics?)\b/i

/** Two words with a capital inside a sentence, neither a word of charts: hardly anything but a name. */
const pair: IdentifierRule = (line) =>
  /^\s*#/.test(line)
    ? []
    : byPattern(
        'name',
        [new RegExp(String.raw`(?<=[\p{Ll}\d,;:/)] \(?)${WORD} (?:${INITIAL} )?${FAMILY}(?!\p{L})`, 'dgu')],
        (text, match) => whose(text) && !TERM.test(text) && !EPONYM.test(line.slice(match.index + text.length)),
      )(line)

/** People who are not on the list of invented names. */
export const names: IdentifierRule = (line) =>
  [titled, labelled, credentialed, related, given, pair]
    .flatMap((rule) => rule(line, false))
    .filter(({ text }) => !isFictional(text))
