/** `chartwright codes add`, and what keeps the store whole. */
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { orderFile, type Row } from '../support/code-files.ts'
import { addenda, codes, files, folderWith, fy2025, installed, order, withBoth } from './codes-folder.ts'

describe('codes add', () => {
  it('installs files in whatever order they are named, and says what it verified', async () => {
    const folder = folderWith()
    const { code, stdout } = await codes(folder, ['add', ...Object.keys(files).reverse()])
    expect(code).toBe(0)
    expect(stdout).toContain('6 changes to icd10cm@2024-10-01 lead to 4 codes, 2 headers, as its own counts say')
    expect(stdout).toContain('1 codes, all in the order file')
    expect(await installed(folder)).toEqual([
      ['icd10cm@2024-10-01', 3, 1, 'codes poaExempt'],
      ['icd10cm@2025-10-01', 4, 2, 'codes conversion'],
    ])
  })

  it('changes nothing when the same is added again, an addenda included', async () => {
    const folder = await withBoth()
    const store = join(folder, '.chartwright/codes')
    const before = readFileSync(join(store, 'store.json'), 'utf8')
    const objects = readdirSync(join(store, 'objects'))
    const { code, stdout } = await codes(folder, ['add', ...Object.keys(files)])
    expect(code).toBe(0)
    expect(stdout.match(/^there already/gm)).toHaveLength(6)
    expect(readFileSync(join(store, 'store.json'), 'utf8')).toBe(before)
    expect(readdirSync(join(store, 'objects'))).toEqual(objects)
  })

  it('gives the same edition from an addenda and from the order file that follows', async () => {
    const folder = await withBoth()
    const rows: readonly Row[] = [
      ['E66', 'Overweight and obesity', 'header'],
      ['E6689', 'Other obesity not elsewhere classified'],
      ['E119', 'Type 2 diabetes mellitus without complications'],
      ['G35', 'Multiple sclerosis', 'header'],
      ['G35A', 'Relapsing-remitting multiple sclerosis'],
      ['G35D', 'Multiple sclerosis, unspecified'],
    ]
    writeFileSync(join(folder, 'icd10cm-order-2026.txt'), orderFile(rows))
    const { code, stdout } = await codes(folder, ['add', 'icd10cm-order-2026.txt'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^there already {2}icd10cm@2025-10-01/)
  })

  it('takes what is of use out of a zip', async () => {
    const zip = zipSync({
      'Code Descriptions/icd10cm-order-2025.txt': strToU8(order),
      'Code Descriptions/guide.pdf': strToU8('%PDF-1.4'),
      'Code Descriptions/codes-2025.txt': strToU8('E119    Type 2 diabetes\r\n'),
    })
    const folder = folderWith({ 'descriptions.zip': zip })
    const { code, stderr } = await codes(folder, ['add', 'descriptions.zip'])
    expect(code).toBe(0)
    expect(stderr).toBe('Passed over: guide.pdf, codes-2025.txt\n')
    expect(await installed(folder)).toEqual([['icd10cm@2024-10-01', 3, 1, 'codes']])
  })

  it.each([
    ['a file that was cut off', order.slice(0, -10), 'The file ends in the middle of a line'],
    ['an addenda that was cut off', addenda.slice(0, 300), 'counts at the end are missing'],
    ['a code that stands twice', orderFile([...fy2025, ['G35', 'Multiple sclerosis']]), 'line 5: G35 is there twice.'],
    ['a PDF', '%PDF-1.7 …', 'A PDF is for people to read.'],
    [
      'what xz has packed',
      Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4),
      'It is packed with xz. Unpack it first',
    ],
    ['what gzip has packed', gzipSync(strToU8(order)), 'It is packed with gzip. Unpack it first'],
    ['an empty file', '', 'The file is empty.'],
    ['something else', 'To whom it may concern\n', 'This is not a known kind of file.'],
    ['an index', '<?xml version="1.0"?><ICD10CM.index/>', '<ICD10CM.index> is not used'],
    ['XML that is cut off', '<?xml version="1.0"?><ICD10CM.tabular><chapter>', 'The XML cannot be read'],
    [
      'a zip that is cut off',
      zipSync({ 'icd10cm-order-2025.txt': strToU8(order) }).slice(0, 60),
      'The zip cannot be read',
    ],
    ['a zip bomb', zipSync({ 'icd10cm-order-2025.txt': new Uint8Array(60_000_000) }), 'The zip unpacks to far more'],
    [
      'a zip of nothing of use',
      zipSync({ 'guide.pdf': strToU8('%PDF-1.4') }),
      'Nothing in the zip is of use (guide.pdf).',
    ],
    [
      'a zip in a zip',
      zipSync({ 'codes.zip': zipSync({ 'icd10cm-order-2025.txt': strToU8(order) }) }),
      'Nothing in the zip is of use (codes.zip). Unpack it first',
    ],
  ])('refuses %s and leaves nothing behind', async (_, content, because) => {
    const folder = folderWith({ 'icd10cm-order-2029.txt': content })
    const { code, stderr } = await codes(folder, ['add', 'icd10cm-order-2025.txt', 'icd10cm-order-2029.txt'])
    expect(stderr).toContain(because)
    expect(stderr).toContain('Nothing was installed.')
    expect(code).toBe(1)
    expect(existsSync(join(folder, '.chartwright'))).toBe(false)
  })

  it('refuses a file of 200 MB without reading it', async () => {
    const folder = folderWith({ 'icd10cm-order-2029.txt': '' })
    truncateSync(join(folder, 'icd10cm-order-2029.txt'), 200_000_000)
    const { code, stderr } = await codes(folder, ['add', 'icd10cm-order-2029.txt'])
    expect(code).toBe(1)
    expect(stderr).toContain('It has 200 MB')
  })

  it('refuses an addenda without the edition before it, and one of another edition', async () => {
    const folder = folderWith()
    const alone = await codes(folder, ['add', 'icd10cm-order-addenda-2026.txt'])
    expect(alone).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Add the order file of fiscal year 2025 first.'),
    })
    writeFileSync(join(folder, 'icd10cm-order-2025.txt'), orderFile(fy2025.slice(0, 3)))
    const other = await codes(folder, ['add', 'icd10cm-order-2025.txt', 'icd10cm-order-addenda-2026.txt'])
    expect(other).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'It changes an edition of 3 codes and 1 headers, but the edition just before it has 2',
      ),
    })
    expect(existsSync(join(folder, '.chartwright'))).toBe(false)
  })

  it('refuses other codes for an installed edition, and one that lost a tenth', async () => {
    const folder = await withBoth()
    writeFileSync(join(folder, 'icd10cm-order-2025.txt'), orderFile([...fy2025, ['Z00', 'New']]))
    expect((await codes(folder, ['add', 'icd10cm-order-2025.txt'])).stderr).toContain(
      'is already installed with other codes',
    )
    writeFileSync(join(folder, 'icd10cm-order-2027.txt'), orderFile(fy2025.slice(0, 2)))
    expect((await codes(folder, ['add', 'icd10cm-order-2027.txt'])).stderr).toContain('the file was probably cut off')
  })

  it('keeps its hands off a store that another process writes to, and takes over one whose writer is gone', async () => {
    const folder = await withBoth()
    const held = join(folder, '.chartwright/codes/writing')
    writeFileSync(held, JSON.stringify({ pid: process.ppid }))
    const busy = await codes(folder, ['remove', 'icd10cm@2024-10-01'])
    expect(busy).toMatchObject({ code: 3, stderr: expect.stringContaining('Another chartwright is writing') })
    expect(existsSync(held)).toBe(true)
    writeFileSync(held, JSON.stringify({ pid: 2 ** 22 + 1 }))
    expect(await codes(folder, ['remove', 'icd10cm@2024-10-01'])).toMatchObject({ code: 0 })
    expect(existsSync(held)).toBe(false)
    expect(await installed(folder)).toEqual([['icd10cm@2025-10-01', 4, 2, 'codes conversion']])
  })

  it('says when a part of the store was changed', async () => {
    const folder = await withBoth()
    const store = join(folder, '.chartwright/codes')
    writeFileSync(join(store, 'store.json'), '{"format":1')
    expect(await codes(folder, ['list'])).toMatchObject({ code: 3, stderr: expect.stringContaining('is damaged') })
  })
})
