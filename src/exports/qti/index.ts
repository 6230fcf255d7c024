import type { Files } from '../../packages/target.ts'
import { writePackage } from '../../packages/zip.ts'
import { type Bank, type ExportInput, type Loss, renderBank, type Written } from '../format.ts'
import { document, type Markup } from '../markup.ts'
import { type Dialect, dialect21, dialect30 } from './dialect.ts'
import { type Item, itemIdentifier, renderItem } from './item.ts'

export const writeQti21 = (input: ExportInput): Written => write(input, 'qti21', dialect21)
export const writeQti30 = (input: ExportInput): Written => write(input, 'qti30', dialect30)

interface BankItems {
  readonly bank: Bank
  readonly items: readonly Item[]
}

function write(input: ExportInput, name: string, dialect: Dialect): Written {
  const losses: Loss[] = []
  const banks: BankItems[] = []
  for (const bank of input.banks) {
    const rendered = renderBank(bank, (question) => renderItem(question, input, dialect))
    losses.push(...rendered.losses)
    if (rendered.items.length > 0) banks.push({ bank, items: rendered.items.map((one) => one.rendered) })
  }
  if (banks.length === 0) return { files: new Map(), losses }
  return {
    files: new Map([[`${input.name}-${name}.zip`, writePackage(packageFiles(banks, input, dialect))]]),
    losses,
  }
}

const itemFile = ({ id }: Item): string => `item-${id}.xml`
const testFile = ({ id }: Bank): string => `test-${id}.xml`

function packageFiles(banks: readonly BankItems[], input: ExportInput, dialect: Dialect): Files {
  const files = new Map<string, Uint8Array>()
  for (const { bank, items } of banks) {
    files.set(testFile(bank), document(testOf(bank, items, dialect)))
    for (const item of items) {
      files.set(itemFile(item), document(item.markup))
      for (const path of item.assets) files.set(path, input.assets.get(path) ?? new Uint8Array())
    }
  }
  return files.set('imsmanifest.xml', document(manifestOf(banks, input, dialect)))
}

/** One test for each bank; its score is the sum of the items' points. */
function testOf({ id }: Bank, items: readonly Item[], { element: q, namespace }: Dialect): Markup {
  const total = q('sum', {}, [q('testVariables', { variableIdentifier: 'SCORE' })])
  return q('assessmentTest', { xmlns: namespace, identifier: `test-${id}`, title: id }, [
    q('outcomeDeclaration', { identifier: 'SCORE', cardinality: 'single', baseType: 'float' }),
    q('testPart', { identifier: 'part', navigationMode: 'nonlinear', submissionMode: 'individual' }, [
      q(
        'assessmentSection',
        { identifier: 'section', title: id, visible: 'true' },
        items.map((item) => q('assessmentItemRef', { identifier: itemIdentifier(item.id), href: itemFile(item) })),
      ),
    ]),
    q('outcomeProcessing', {}, [q('setOutcomeValue', { identifier: 'SCORE' }, [total])]),
  ])
}

function manifestOf(banks: readonly BankItems[], { course }: ExportInput, dialect: Dialect): Markup {
  const file = (href: string): Markup => ({ name: 'file', attributes: { href } })
  const resource = (identifier: string, type: string, href: string, children: readonly Markup[]): Markup => ({
    name: 'resource',
    attributes: { identifier, type, href },
    children: [file(href), ...children],
  })
  const dependency = (identifierref: string): Markup => ({ name: 'dependency', attributes: { identifierref } })
  const text = (name: string, value: string): Markup => ({ name, children: [value] })
  return {
    name: 'manifest',
    attributes: { xmlns: dialect.manifestNamespace, identifier: `chartwright-${course.id}` },
    children: [
      { name: 'metadata', children: [text('schema', dialect.schema), text('schemaversion', dialect.schemaVersion)] },
      { name: 'organizations' },
      {
        name: 'resources',
        children: banks.flatMap(({ bank, items }) => [
          resource(
            `test-${bank.id}`,
            dialect.testType,
            testFile(bank),
            items.map(({ id }) => dependency(itemIdentifier(id))),
          ),
          ...items.map((item) =>
            resource(itemIdentifier(item.id), dialect.itemType, itemFile(item), item.assets.map(file)),
          ),
        ]),
      },
    ],
  }
}
