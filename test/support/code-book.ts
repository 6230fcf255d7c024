/** Short files of CMS and NCHS, written by us in their formats, that a code book is made of. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../src/cli/main.ts'
import { orderFile, poaFile, type Row } from './code-files.ts'
import { testIo } from './io.ts'

const before: readonly Row[] = [
  ['E11', 'Type 2 diabetes mellitus', 'header'],
  ['E112', 'Type 2 diabetes mellitus with kidney complications', 'header'],
  ['E1121', 'Type 2 diabetes mellitus with diabetic nephropathy'],
  ['E1122', 'Type 2 diabetes mellitus with diabetic chronic kidney disease'],
  ['E119', 'Type 2 diabetes mellitus without complications'],
  ['N13', 'Obstructive and reflux uropathy', 'header'],
  ['N136', 'Pyonephrosis'],
  ['S52', 'Fracture of forearm', 'header'],
  ['S521', 'Fracture of upper end of radius', 'header'],
  ['S5212', 'Fracture of head of radius', 'header'],
  ['S52121', 'Displaced fracture of head of right radius', 'header'],
  ['S52121A', 'Displaced fracture of head of right radius, initial encounter for closed fracture'],
  ['S52121D', 'Displaced fracture of head of right radius, subsequent encounter for closed fracture'],
]

/** FY2026, and FY2027 with one code more. */
export const diagnoses: readonly Row[] = [
  ...before.slice(0, 5),
  ['E66', 'Overweight and obesity', 'header'],
  ['E6681', 'Obesity class'],
  ...before.slice(5),
]

const procedures: readonly Row[] = [
  ['0DT', 'Medical and Surgical, Gastrointestinal System, Resection', 'header'],
  ['0DTJ0ZZ', 'Resection of Appendix, Open Approach'],
  ['0DTJ4ZZ', 'Resection of Appendix, Percutaneous Endoscopic Approach'],
  ['0DTN0ZG', 'Resection of Sigmoid Colon, Hand-Assisted'],
]

const tabular = `<?xml version="1.0"?><ICD10CM.tabular><version>2027</version>
<chapter><name>4</name><desc>Endocrine, nutritional and metabolic diseases (E00-E89)</desc>
<excludes1><note>transitory endocrine disorders of newborn (P70-P74)</note></excludes1>
<section id="E08-E13"><desc>Diabetes mellitus (E08-E13)</desc>
<diag><name>E11</name><desc>Type 2 diabetes mellitus</desc>
<includes><note>insulin resistant diabetes (mellitus)</note></includes>
<useAdditionalCode><note>code to identify control using insulin (Z79.4)</note></useAdditionalCode>
<excludes1><note>type 1 diabetes mellitus (E10.-)</note></excludes1>
<diag><name>E11.2</name><desc>Type 2 diabetes mellitus with kidney complications</desc>
<diag><name>E11.22</name><desc>Type 2 diabetes mellitus with diabetic chronic kidney disease</desc>
<useAdditionalCode><note>code to identify stage of chronic kidney disease (N18.1-N18.6)</note></useAdditionalCode></diag></diag></diag></section></chapter>
<chapter><name>19</name><desc>Injury</desc><section id="S50-S59"><desc>Injuries to the elbow and forearm (S50-S59)</desc>
<diag><name>S52</name><desc>Fracture of forearm</desc><excludes2><note>fracture at wrist (S62.-)</note></excludes2>
<sevenChrDef><extension char="A">initial encounter for closed fracture</extension><extension char="D">subsequent encounter</extension></sevenChrDef>
<diag><name>S52.1</name><desc>Fracture of upper end of radius</desc></diag></diag></section></chapter></ICD10CM.tabular>`

const axis = (position: number, title: string, labels: Readonly<Record<string, string>>, more = ''): string =>
  `<axis pos="${position}" values="${Object.keys(labels).length}"><title>${title}</title>${Object.entries(labels)
    .map(([code, label]) => `<label code="${code}">${label}</label>`)
    .join('')}${more}</axis>`

const row = (codes: number, ...axes: Readonly<Record<string, string>>[]): string =>
  `<pcsRow codes="${codes}">${axes
    .map((labels, i) => axis(i + 4, ['Body Part', 'Approach', 'Device', 'Qualifier'][i] ?? '', labels))
    .join('')}</pcsRow>`

const tables = `<?xml version="1.0"?><ICD10PCS.tabular><version>2027</version><pcsTable>${axis(1, 'Section', { '0': 'Medical and Surgical' })}${axis(2, 'Body System', { D: 'Gastrointestinal System' })}${axis(3, 'Operation', { T: 'Resection' }, '<definition>Cutting out or off, without replacement, all of a body part</definition>')}${row(2, { J: 'Appendix' }, { '0': 'Open', '4': 'Percutaneous Endoscopic' }, { Z: 'No Device' }, { Z: 'No Qualifier' })}${row(1, { N: 'Sigmoid Colon' }, { '0': 'Open' }, { Z: 'No Device' }, { G: 'Hand-Assisted' })}</pcsTable></ICD10PCS.tabular>`

const definitions = `<?xml version="1.0"?><ICD10PCS.definitions><version>2027</version><section code="0"><axis pos="3"><terms><title>Resection</title><definition>Cutting out or off, without replacement, all of a body part</definition><explanation>A whole body part has its own value.</explanation><includes>Total nephrectomy</includes></terms></axis></section></ICD10PCS.definitions>`

const files: Readonly<Record<string, string>> = {
  'icd10cm-order-2026.txt': orderFile(before),
  'icd10cm-order-2027.txt': orderFile(diagnoses),
  'POAexemptCodesFY27.txt': poaFile(2027, ['S52.121D']),
  'icd10cm_tabular_2027.xml': tabular,
  'icd10pcs_order_2027.txt': orderFile(procedures),
  'icd10pcs_tables_2027.xml': tables,
  'icd10pcs_definitions_2027.xml': definitions,
}

/** Installs them, but for those left out, in the folder's store. */
export async function installCodes(folder: string, without: readonly string[] = []): Promise<void> {
  const names = Object.keys(files).filter((name) => !without.some((part) => name.includes(part)))
  for (const name of names) writeFileSync(join(folder, name), files[name] ?? '')
  const io = testIo({ cwd: folder })
  if ((await run(['codes', 'add', ...names], io)) !== 0) throw new Error(io.written().stderr)
}
