import { fault, type Read } from '../fault.ts'
import { bare } from '../system.ts'
import { attributeOf, childrenOf, textOf, type XmlElement } from './xml.ts'

/** Elements of the tabular list that hold notes (icd-10-cm-tabular.xsd). */
const NOTES = [
  'includes',
  'inclusionTerm',
  'excludes1',
  'excludes2',
  'codeFirst',
  'useAdditionalCode',
  'codeAlso',
  'notes',
  'sevenChrNote',
] as const

type Notes = Readonly<Partial<Record<(typeof NOTES)[number], readonly string[]>>>

export interface TabularEntry {
  /** Number of a chapter, range of a section, code without a point. */
  readonly id: string
  readonly kind: 'chapter' | 'section' | 'code'
  readonly title: string
  readonly parent: string
  readonly notes: Notes
  /** Seventh character → what it says, where the category asks for one. */
  readonly seventh?: Readonly<Record<string, string>>
}

export interface Tabular {
  readonly fiscalYear: number
  /** In order of the list, parents before children. */
  readonly entries: readonly TabularEntry[]
}

export function readTabular(root: XmlElement): Read<Tabular> {
  const fiscalYear = Number(textOf(root, 'version'))
  if (!Number.isInteger(fiscalYear) || fiscalYear < 2010) return fault('The file does not say which year it is for.')
  const entries: TabularEntry[] = []
  const diags = (parent: XmlElement, of: string): void => {
    for (const diag of childrenOf(parent, 'diag')) {
      const id = bare(textOf(diag, 'name'))
      entries.push({ id, kind: 'code', title: textOf(diag, 'desc'), parent: of, ...noted(diag) })
      diags(diag, id)
    }
  }
  for (const chapter of childrenOf(root, 'chapter')) {
    const number = textOf(chapter, 'name')
    entries.push({ id: number, kind: 'chapter', title: textOf(chapter, 'desc'), parent: '', ...noted(chapter) })
    for (const section of childrenOf(chapter, 'section')) {
      const id = attributeOf(section, 'id')
      entries.push({ id, kind: 'section', title: textOf(section, 'desc'), parent: number, ...noted(section) })
      diags(section, id)
    }
  }
  return entries.some(({ kind }) => kind === 'code')
    ? { value: { fiscalYear, entries } }
    : fault('The file holds no codes.')
}

function noted(element: XmlElement): Pick<TabularEntry, 'notes' | 'seventh'> {
  const notes = NOTES.flatMap((kind): [string, string[]][] => {
    const texts = childrenOf(element, kind).flatMap((one) =>
      childrenOf(one, 'note').map(({ text }) => text.replace(/\s+/g, ' ').trim()),
    )
    return texts.length === 0 ? [] : [[kind, texts]]
  })
  const extensions = childrenOf(childrenOf(element, 'sevenChrDef')[0], 'extension')
  const seventh = extensions.map((one) => [attributeOf(one, 'char'), one.text.trim()] as const)
  return { notes: Object.fromEntries(notes), ...(seventh.length === 0 ? {} : { seventh: Object.fromEntries(seventh) }) }
}
