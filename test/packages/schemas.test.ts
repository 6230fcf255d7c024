import { describe, expect, test } from 'vitest'
import { readSchemaFolder } from '../../src/cli/schema-folder.ts'
import { targets, writePackage } from '../../src/packages/index.ts'
import { collectSchemas } from '../../src/packages/schemas.ts'
import type { Files, SchemaSet } from '../../src/packages/target.ts'
import { verifyPackage } from '../../src/packages/verify/index.ts'
import { schemaFolder, schemaSets, xsdFaults } from '../support/xsd.ts'
import { packageInput } from './fixture.ts'

const given = readSchemaFolder(schemaFolder)
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const collect = (set: SchemaSet, files: Readonly<Record<string, string>>) =>
  collectSchemas(set, (path) => (files[path] === undefined ? undefined : bytes(files[path])))

const set: SchemaSet = { folders: [], files: { 'urn:a': 'a.xsd', 'urn:b': 'b.xsd' } }
const a = '<xs:schema targetNamespace="urn:a"/>'
const b = '<xs:schema targetNamespace="urn:b"/>'

describe('collectSchemas', () => {
  test('takes the files of a set and what they name in turn, by the names they have', () => {
    const result = collect(set, {
      'a.xsd': `<!-- <xs:include schemaLocation="gone.xsd"/> --><xs:schema targetNamespace = 'urn:a'>
        <xs:include schemaLocation = "parts/one.xsd"/><xs:import namespace="urn:b" schemaLocation="./b.xsd"/></xs:schema>`,
      'parts/one.xsd': '<xs:schema><xs:redefine schemaLocation="../Two.xsd"/></xs:schema>',
      'Two.xsd': '<!DOCTYPE xs:schema PUBLIC "-//W3C//DTD XMLSCHEMA 200102//EN" "XMLSchema.dtd" ><xs:schema/>',
      'XMLSchema.dtd':
        "<!ENTITY % types PUBLIC 'types' 'types.dtd' ><!NOTATION x PUBLIC 'y' 'http://w3.example/y.xsd'>",
      'types.dtd': '',
      'b.xsd': `${b}<xs:import namespace="urn:c" schemaLocation="http://example.org/c.xsd"/><xs:import schemaLocation="a.xsd"/>`,
      'unused.xsd': '',
    })
    expect('files' in result && [...result.files.keys()]).toEqual([
      'a.xsd',
      'b.xsd',
      'parts/one.xsd',
      'Two.xsd',
      'XMLSchema.dtd',
      'types.dtd',
    ])
  })

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['one that is missing', { 'a.xsd': a }, 'There is no b.xsd.'],
    ['one for another namespace', { 'a.xsd': a, 'b.xsd': a }, 'b.xsd does not define urn:b.'],
    ['an empty one', { 'a.xsd': '', 'b.xsd': b }, 'a.xsd does not define urn:a.'],
    [
      'one that names what is missing',
      { 'a.xsd': `${a}<xs:include schemaLocation="c.xsd"/>`, 'b.xsd': b },
      'a.xsd names c.xsd, which is not there.',
    ],
    [
      'one that climbs out of the package',
      { 'a.xsd': `${a}<xs:include schemaLocation="../c.xsd"/>`, '../c.xsd': '', 'b.xsd': b },
      'a.xsd names ../c.xsd, which is not there.',
    ],
  ])('refuses %s', (_, files, message) => {
    expect(collect(set, files)).toMatchObject({ fault: { message } })
  })
})

describe.each(['scorm12', 'scorm2004-3rd', 'scorm2004'] as const)('%s with its control schemas', (name) => {
  const target = targets[name]
  const [folder] = schemaSets[name].folders
  const result = collectSchemas(target.schemas ?? set, (path) => given.get(`${folder}/${path}`))
  const schemas: Files = 'files' in result ? result.files : new Map()

  test.each(['single', 'multi'] as const)(
    '%s: has them at the root, and its manifest names only what is there',
    async (layout) => {
      const files = target.files({ ...packageInput(), options: { layout, schemas } })
      const manifest = files.get('imsmanifest.xml') ?? new Uint8Array()
      const [, locations = ''] = /xsi:schemaLocation="([^"]*)"/.exec(new TextDecoder().decode(manifest)) ?? []
      const named = locations.split(' ').filter((_, i) => i % 2 === 1)
      expect(named).toEqual(Object.values(schemaSets[name].files))
      for (const [path, content] of schemas) expect(files.get(path)).toBe(content)
      expect(named.filter((path) => !files.has(path))).toEqual([])
      expect(xsdFaults(schemaSets[name], manifest)).toEqual([])
      expect((await verifyPackage(writePackage(files))).violations).toEqual([])
    },
  )

  test('takes every file of the folder that the standard needs', () => {
    const all = [...given.keys()]
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.replace(/.*\//, ''))
    // LOM, which our manifests do not carry.
    expect([...schemas.keys()].sort()).toEqual(all.filter((path) => !path.startsWith('imsmd')).sort())
  })

  test('names none without them', () => {
    expect(new TextDecoder().decode(target.files(packageInput()).get('imsmanifest.xml'))).not.toContain(
      'schemaLocation',
    )
  })
})
