import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { png } from '../certificates/pictures.ts'
import { temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

async function templates(...argv: string[]) {
  const io = testIo({ cwd })
  const code = await run(['templates', ...argv], io)
  return { code, ...io.written() }
}

const write = (text: string): void => writeFileSync(join(cwd, 'template.yaml'), text)

describe('templates', () => {
  it('shows the default, which passes its own check', async () => {
    const { code, stdout } = await templates('show', 'default')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^id: default\npaper: letter\n/)
    write(stdout)
    expect(await templates('check', 'template.yaml')).toMatchObject({ code: 0, stdout: 'template.yaml: no problems\n' })
  })

  it('draws a preview with the logo and the wording of a body', async () => {
    writeFileSync(join(cwd, 'logo.png'), png(40, 20))
    write('id: a\nlogo: {image: logo.png, alt: College}\nbodies: [{approver: ECA, wording: {heading: For the ECA}}]\n')
    const { code, stdout, stderr } = await templates('preview', 'template.yaml', '--out', 'p.pdf', '--approver', 'ECA')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^p\.pdf {2}[\d.]+ kB\n$/)
    const pdf = readFileSync(join(cwd, 'p.pdf')).toString('latin1')
    expect(pdf).toContain('/Alt (College)')
    expect(pdf).toContain('(For the ECA CW-04HM-ASW9-NF6Y-Y4BW)')
  })

  it('tells what is wrong, and where', async () => {
    write('id: a\ncolours: {ink: "#999999"}\nbodies: [{lines: [x]}]\n')
    const { code, stdout, stderr } = await templates('check', 'template.yaml')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('The colour #999999 of "ink" has a contrast of 2.84:1 on white; text needs 4.5:1.')
    expect(stderr).toContain('template.yaml:2')
    expect(stderr).toContain('names neither an approver nor a credential')
  })

  it('tells letters that cannot be printed', async () => {
    write('id: a\nwording: {heading: ประกาศนียบัตร}\n')
    const { code, stderr } = await templates('check', 'template.yaml')
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^The sample latin cannot be drawn with this template\. The certificate's fonts cannot print/,
    )
  })

  it('tells the letters of every wording', async () => {
    write('id: a\nbodies: [{approver: A, wording: {heading: กข}}, {approver: B, wording: {heading: कख}}]\n')
    const { code, stderr } = await templates('check', 'template.yaml')
    expect(code).toBe(1)
    expect(stderr.split('\n').filter((line) => line !== '')).toEqual([
      expect.stringContaining('ก'),
      expect.stringContaining('क'),
    ])
  })

  it.each([
    [[], 'Say what to do: preview, check, show.'],
    [['chek', 'default'], 'Did you mean check?'],
    [['check'], 'Say which template to check.'],
    [['preview', 'default'], 'Say where to write it'],
    [['preview', 'default', '--out', 'x.pdf', '--sample', 'thai'], '--sample cannot be thai.'],
    [['check', 'a', 'b'], 'One template at a time'],
  ])('refuses %j', async (argv, words) => {
    const { code, stderr } = await templates(...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })

  it('says when the file is not there', async () => {
    const { code, stderr } = await templates('check', 'gone.yaml')
    expect(code).toBe(3)
    expect(stderr).toContain('gone.yaml')
  })
})
