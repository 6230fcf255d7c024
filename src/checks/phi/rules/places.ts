import { byPattern, type IdentifierRule } from '../identifier.ts'

const STATES =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming'
const POSTAL =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]'
const CITY = "[A-Z][a-z'’.]+(?:[ -][A-Z][a-z'’]+){0,2}"
const STREET =
  'Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Terrace|Ter|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Square|Sq|Trail|Turnpike|Pike|Row|Loop|Alley'

const address = byPattern('place', [
  new RegExp(
    String.raw`\b\d{1,6}[A-Z]? (?:[NSEW]{1,2}\.? )?(?:[A-Z][\w'’]*\.? |\d+(?:st|nd|rd|th) ){1,4}(?:${STREET})\b\.?`,
    'dg',
  ),
  /\bP\.? ?O\.? ?Box \d+/dgi,
  /\b(?:Apt|Apartment|Suite|Ste)\b\.? ?#? ?(?<id>\d+[A-Z]?|[A-Z]\d*)\b/dg,
])

const area = byPattern('place', [
  new RegExp(String.raw`\b${CITY}, (?:${POSTAL}|${STATES})\.? \d{5}(?:-\d{4})?\b`, 'dg'),
  new RegExp(String.raw`\b${CITY}, (?:${STATES})\b`, 'dg'),
  new RegExp(String.raw`\b(?:in|of|from|near|to) (?<id>${CITY}, (?:${POSTAL}))\b`, 'dg'),
  /\b(?:zip|postal)(?: ?code)?\W{0,5}(?<id>\d{5}(?:-\d{4})?)\b/dgi,
  new RegExp(String.raw`\b(?<id>${CITY}) (?:County|Township|Parish)\b`, 'dg'),
])

const COUNTRIES =
  /^(?:The|United States|America|Mexico|Canada|England|India|China|Japan|Germany|France|Spain|Italy|Brazil|Kenya|Nigeria|Vietnam|Africa|Asia|Europe|Medicare|SNF)$/
const STATE = new RegExp(`^(?:${STATES})$`)

/** Where somebody lives: a state or a country is coarse enough. */
const home = byPattern(
  'place',
  [
    new RegExp(
      String.raw`\b(?:lives?|lived|living|reside[sd]?|resident|residing|born|raised|grew up|moved|native|visiting|commutes)\b[^.;:\n]{0,40}?\b(?:in|of|to|from|near|outside) (?<id>${CITY})`,
      'dg',
    ),
  ],
  (text) => !COUNTRIES.test(text) && !STATE.test(text),
)

export const places: readonly IdentifierRule[] = [address, area, home]
