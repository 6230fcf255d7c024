import { NAMESPACES } from './scorm-manifest.ts'

const PREFIXES = new Map<string, string>([
  [NAMESPACES.adlcp12, 'adlcp:'],
  [NAMESPACES.adlcp2004, 'adlcp:'],
  [NAMESPACES.adlseq, 'adlseq:'],
  [NAMESPACES.adlnav, 'adlnav:'],
  [NAMESPACES.imsss, 'imsss:'],
  [NAMESPACES.xml, 'xml:'],
])

/** `{namespace}name` as people write it. */
const bare = (words: string): string =>
  words.replace(
    /\{([^}]*)\}([A-Za-z_][\w.-]*|\*)/g,
    (_, namespace: string, local: string) => `${PREFIXES.get(namespace) ?? ''}${local}`,
  )

/** libxml2's words for each kind of fault, and ours. `who` is the element, with its attribute where one is meant. */
const KINDS: readonly (readonly [pattern: RegExp, words: (who: string, parts: readonly string[]) => string])[] = [
  [
    /^This element is not expected\.(?: Expected is (?:one of )?\( (.*) \)\.)?$/s,
    (who, [expected]) =>
      `${who} is not allowed here${expected === undefined ? ', or not again' : `; the schema expects ${choice(expected)}`}.`,
  ],
  [
    /^Missing child element\(s\)\.(?: Expected is (?:one of )?\( (.*) \)\.)?$/s,
    (who, [expected]) =>
      `${who} is not complete${expected === undefined ? '' : `; the schema expects ${choice(expected)} in it`}.`,
  ],
  [/^The attribute '(.*)' is not allowed\.$/s, (who) => `${who} is not in the schema.`],
  [
    /^The attribute '(.*)' is required but missing\.$/s,
    (who, [name]) => `${who} has no attribute ${name}, which the schema requires.`,
  ],
  [
    /^'(.*)' is not a valid value of the (?:local )?(?:atomic|union|list) type(?: 'xs:ID')\.$/s,
    (who, [value]) => `${who}: "${value}" is not an XML name, or is used twice.`,
  ],
  [
    /^'(.*)' is not a valid value of the (?:local )?(?:atomic|union|list) type(?: '(?:xs:)?(.*)')?\.$/s,
    (who, [value, type]) => `${who}: "${value}" is not a valid ${type ?? 'value'}.`,
  ],
  [
    /^\[facet 'enumeration'\] The value '(.*)' is not an element of the set \{(.*)\}\.$/s,
    (who, [value, set]) => `${who}: "${value}" is not one of ${(set ?? '').replaceAll("'", '')}.`,
  ],
  [
    /^\[facet 'maxLength'\] The value has a length of '(\d+)'; this exceeds the allowed maximum length of '(\d+)'\.$/,
    (who, [length, most]) => `${who} has ${length} characters; the schema allows ${most}.`,
  ],
  [/^\[facet '\w+'\] (.*)\.$/s, (who, [rest]) => `${who}: ${(rest ?? '').replaceAll("'", '"')}.`],
  [
    /^No matching global (?:element|attribute) declaration available, but demanded by the strict wildcard\.$/,
    (who) => `${who} is in no schema of the standard, and nothing unknown is allowed here.`,
  ],
  [
    /^No matching global declaration available for the validation root\.$/,
    (who) => `${who} is not a root element of the schema.`,
  ],
  [
    /^Character content other than whitespace is not allowed/,
    (who) => `${who} holds text where only elements are allowed.`,
  ],
  [/^Element content is not allowed/, (who) => `${who} holds elements where only text is allowed.`],
]

const choice = (expected: string): string => {
  const names = expected
    .split(', ')
    .map((name) => (name.startsWith('##other') ? 'an element of another namespace' : name))
  return [...new Set(names)].join(' or ')
}

/** What libxml2 says against an element, in words for people; what it says of a kind that has none is left as it is. */
export function xsdWords(message: string): string {
  const text = bare(message.trim())
  const found = /^Element '([^']*)'(?:, attribute '([^']*)')?: (.*)$/s.exec(text)
  if (found === null) return text
  const [, element = '', attribute, rest = ''] = found
  const who = attribute === undefined ? `<${element}>` : `<${element}> ${attribute}`
  for (const [pattern, words] of KINDS) {
    const parts = pattern.exec(rest)
    if (parts !== null) return words(who, parts.slice(1))
  }
  return `${who}: ${rest}`
}
