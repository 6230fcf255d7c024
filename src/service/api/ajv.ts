import { createRequire } from 'node:module'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import type { FormatsPlugin } from 'ajv-formats'

const require = createRequire(import.meta.url)

/** What bodies and queries are held against. */
export function ajvEngine(): Ajv2020 {
  const { Ajv2020: Engine } = require('ajv/dist/2020.js') as { readonly Ajv2020: typeof Ajv2020 }
  const { default: addFormats } = require('ajv-formats') as { readonly default: FormatsPlugin }
  const ajv = new Engine({ allErrors: false, strict: true })
  addFormats(ajv)
  return ajv
}
