// Writes src/model/schema-types.ts from schemas/*.schema.json, the one place where fields are defined.
// `--check` writes nothing and fails when the file is not what the schemas say (test/model/schema-types.test.ts runs it).
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from 'json-schema-to-typescript'

const root = new URL('../../', import.meta.url)
const target = new URL('src/model/schema-types.ts', root)

/** Schema file → name of its root type, and names of its $defs. Order is the order in the generated file. */
const NAMES = {
  course: ['CourseFile', {}],
  module: ['ModuleMeta', {}],
  bank: ['BankMeta', {}],
  'question-meta': ['QuestionMeta', {}],
  glossary: ['Glossary', {}],
  case: ['CaseMeta', { keyLine: 'KeyLine' }],
  exam: ['ExamFile', {}],
  award: [
    'AwardFile',
    { unit: 'AwardUnit', approval: 'Approval', requires: 'AwardRequirements', window: 'AwardWindow' },
  ],
  credential: ['Credential', { version: 'CredentialVersion', rule: 'CredentialRule' }],
  config: ['Config', {}],
  'certificate-template': ['CertificateTemplate', { wording: 'CertificateWording', body: 'CertificateBody' }],
  'ledger-entry': ['LedgerLine', { credit: 'Credit', revocation: 'Revocation' }],
  'codes-lock': ['CodesLock', {}],
  'code-store': [
    'CodeStore',
    { edition: 'StoredEdition', guidelines: 'StoredGuidelines', digest: 'Digest', sources: 'CodeSources' },
  ],
  question: [
    'Question',
    {
      item: 'Item',
      option: 'Option',
      singleChoice: 'SingleChoice',
      multipleResponse: 'MultipleResponse',
      trueFalse: 'TrueFalse',
      ordering: 'Ordering',
      matching: 'Matching',
      numeric: 'Numeric',
      shortText: 'ShortText',
      codes: 'Codes',
      codeLine: 'CodeLine',
    },
  ],
  'compiled-course': [
    'CompiledCourse',
    {
      module: 'CompiledModule',
      section: 'Section',
      textBlock: 'TextBlock',
      checkBlock: 'CheckBlock',
      exam: 'CompiledExam',
      award: 'Award',
      asset: 'Asset',
    },
  ],
}

const read = (name) => JSON.parse(readFileSync(new URL(`schemas/${name}.schema.json`, root), 'utf8'))

/** Rewrites $refs to the combined document and drops titles, which would each become a type of their own. */
function rewrite(node, file) {
  if (Array.isArray(node)) return node.map((child) => rewrite(child, file))
  if (node === null || typeof node !== 'object') return node
  const out = {}
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref') {
      const [, other, def] = /^([a-z-]+)?(?:\.schema\.json)?(?:#\/\$defs\/(\w+))?$/.exec(value) ?? []
      const [rootName, defs] = NAMES[other ?? file]
      out.$ref = `#/$defs/${def ? defs[def] : rootName}`
    } else if (key === 'properties') {
      out.properties = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, rewrite(v, file)]))
    } else if (!['title', '$schema', '$id', '$defs', 'examples', 'default', 'propertyNames'].includes(key)) {
      out[key] = rewrite(value, file)
    }
  }
  return out
}

export async function generate() {
  const $defs = {}
  for (const [file, [rootName, defs]] of Object.entries(NAMES)) {
    const schema = read(file)
    for (const [def, name] of Object.entries(defs)) $defs[name] = { ...rewrite(schema.$defs[def], file), title: name }
    $defs[rootName] = { ...rewrite(schema, file), title: rootName }
  }
  const everything = {
    title: 'SchemaTypes',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.keys($defs).map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs,
  }
  const source = await compile(everything, 'SchemaTypes', {
    bannerComment: '// Generated from schemas/*.schema.json by `npm run types`. Do not edit.',
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
    style: { semi: false, singleQuote: true, printWidth: 120 },
  })
  // The wrapper that made every type reachable is of no use to anybody.
  return source.replace(/export interface SchemaTypes \{[\s\S]*?\n\}\n/, '')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = await generate()
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== source) {
      console.error('src/model/schema-types.ts is not what the schemas say. Run `npm run types` and commit the result.')
      process.exit(1)
    }
  } else writeFileSync(target, source)
}
