/**
 * The JSON Schemas of `schemas/`, compiled when they are first asked for: a command pays only for those it needs, and
 * one that needs none does not even load the schema engine.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js'
import type { FormatsPlugin } from 'ajv-formats'
import type {
  Award,
  BankMeta,
  CaseMeta,
  CodeStore,
  CodesLock,
  CompiledCourse,
  Config,
  CourseFile,
  ExamFile,
  Glossary,
  ModuleMeta,
  Question,
  QuestionMeta,
} from '../model/schema-types.ts'
import { packageRoot } from './package-root.ts'

/** Schema name (file name without `.schema.json`) → the type it describes. */
export interface SchemaTypes {
  readonly award: Award
  readonly bank: BankMeta
  readonly case: CaseMeta
  readonly 'code-store': CodeStore
  readonly 'codes-lock': CodesLock
  readonly 'compiled-course': CompiledCourse
  readonly config: Config
  readonly course: CourseFile
  readonly exam: ExamFile
  readonly glossary: Glossary
  readonly module: ModuleMeta
  readonly question: Question
  readonly 'question-meta': QuestionMeta
}

export type SchemaName = keyof SchemaTypes

interface SchemaFile {
  readonly $id: string
}

const compiled = new Map<SchemaName, ValidateFunction>()
const loaded = new Map<string, SchemaFile>()
let engine: Ajv2020 | undefined

/** The validator of one schema. Narrows its argument; failures stand in its `errors` until the next call. */
export function validator<N extends SchemaName>(name: N): ValidateFunction<SchemaTypes[N]> {
  let validate = compiled.get(name)
  if (validate === undefined) {
    const ajv = ajvEngine()
    const { $id } = load(ajv, name)
    validate = ajv.getSchema($id)
    if (validate === undefined) throw new Error(`schemas/${name}.schema.json did not compile`)
    compiled.set(name, validate)
  }
  return validate as ValidateFunction<SchemaTypes[N]>
}

/** ajv is CommonJS, so it can be loaded in the middle of a synchronous call, and only then. */
function ajvEngine(): Ajv2020 {
  if (engine === undefined) {
    const require = createRequire(import.meta.url)
    const { Ajv2020: Engine } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')
    const addFormats = require('ajv-formats') as FormatsPlugin
    // A process compiles a few schemas once, so what counts is the time to start: optimising and inlining the compiled
    // code would double it. The schemas themselves are held against the metaschema by a test.
    const code = { optimize: false }
    const lazily = { validateSchema: false, meta: false, inlineRefs: false, code } as const
    engine = new Engine({ allowUnionTypes: true, allErrors: true, verbose: true, discriminator: true, ...lazily })
    addFormats(engine, ['date', 'uri'])
  }
  return engine
}

/** Reads a schema and those it refers to. */
function load(ajv: Ajv2020, name: string): SchemaFile {
  const known = loaded.get(name)
  if (known !== undefined) return known
  const text = readFileSync(new URL(`schemas/${name}.schema.json`, packageRoot()), 'utf8')
  const schema = JSON.parse(text) as SchemaFile
  loaded.set(name, schema)
  for (const [, other] of text.matchAll(/"\$ref": *"([a-z-]+)\.schema\.json/g))
    if (other !== undefined) load(ajv, other)
  ajv.addSchema(schema)
  return schema
}
