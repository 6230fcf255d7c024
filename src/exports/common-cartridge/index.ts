import { writePackage } from '../../packages/zip.ts'
import { compareText } from '../../problems/problem.ts'
import { type Bank, type ExportInput, type Loss, renderBank, type Written } from '../format.ts'
import { document, type Markup } from '../markup.ts'
import { type CartridgeItem, renderItem } from './item.ts'

/**
 * QTI 1.2 in Common Cartridge 1.1: the version that Canvas itself exports, and that the importers of Moodle and Sakai know.
 * A cartridge holds at most one question bank, so there is one for each.
 */
export function writeCommonCartridge(input: ExportInput): Written {
  const losses: Loss[] = []
  const files = new Map<string, Uint8Array>()
  for (const bank of input.banks) {
    const rendered = renderBank(bank, (question) => renderItem(question, input))
    losses.push(...rendered.losses)
    const items = rendered.items.map((one) => one.rendered)
    if (items.length > 0) files.set(`${input.course.id}-${bank.id}.imscc`, cartridge(bank, items, input))
  }
  return { files, losses }
}

const BANK_FILE = 'questions.xml'

function cartridge(bank: Bank, items: readonly CartridgeItem[], input: ExportInput): Uint8Array {
  const assets = [...new Set(items.flatMap((item) => item.assets))].sort(compareText)
  const bankMarkup: Markup = {
    name: 'questestinterop',
    attributes: { xmlns: 'http://www.imsglobal.org/xsd/ims_qtiasiv1p2' },
    children: [
      { name: 'objectbank', attributes: { ident: `bank-${bank.id}` }, children: items.map((item) => item.markup) },
    ],
  }
  return writePackage(
    new Map([
      ...assets.map((path) => [path, input.assets.get(path) ?? new Uint8Array()] as const),
      ['imsmanifest.xml', document(manifest(bank, assets, input))],
      [BANK_FILE, document(bankMarkup)],
    ]),
  )
}

/** Common Cartridge 1.1 §4: no organisation, because a bank is not a page to open. */
function manifest(bank: Bank, assets: readonly string[], { course }: ExportInput): Markup {
  const lom = (name: string, children: Markup['children'] = []): Markup => ({ name: `lomimscc:${name}`, children })
  const words = (text: string): Markup => ({
    name: 'lomimscc:string',
    attributes: { language: course.language },
    children: [text],
  })
  const file = (href: string): Markup => ({ name: 'file', attributes: { href } })
  const asset = (i: number): string => `asset-${i + 1}`
  return {
    name: 'manifest',
    attributes: {
      xmlns: 'http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1',
      'xmlns:lomimscc': 'http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest',
      identifier: `chartwright-${course.id}-${bank.id}`,
    },
    children: [
      {
        name: 'metadata',
        children: [
          { name: 'schema', children: ['IMS Common Cartridge'] },
          { name: 'schemaversion', children: ['1.1.0'] },
          lom('lom', [lom('general', [lom('title', [words(`${course.title}: ${bank.id}`)])])]),
        ],
      },
      { name: 'organizations' },
      {
        name: 'resources',
        children: [
          {
            name: 'resource',
            attributes: { identifier: `bank-${bank.id}`, type: 'imsqti_xmlv1p2/imscc_xmlv1p1/question-bank' },
            children: [
              file(BANK_FILE),
              ...assets.map((_, i) => ({ name: 'dependency', attributes: { identifierref: asset(i) } })),
            ],
          },
          ...assets.map((path, i) => ({
            name: 'resource',
            attributes: { identifier: asset(i), type: 'webcontent', href: path },
            children: [file(path)],
          })),
        ],
      },
    ],
  }
}
