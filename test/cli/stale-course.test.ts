/**
 * docs/stale-course.md, run: its files are written, its commands given in order on the agencies' own files, and what they
 * print compared with what the page shows. UPDATE=1 writes it into the page.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { realFile, realFilesMissing } from '../support/code-files.ts'
import { swap, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

if (realFilesMissing !== undefined) console.log(`skipped: ${realFilesMissing}`)

const page = new URL('../../docs/stale-course.md', import.meta.url)
const FENCE = /^```(\w+)(?: title="([^"]*)")?\n([\s\S]*?)^```$/gm
const PROMPT = 'Number, another code, Enter to leave it, q to stop: '

/** One command with what it prints and asks; answers stand behind the questions in what is shown. */
async function session(cwd: string, line: string, shown: string): Promise<string> {
  const answers = shown.split('\n').flatMap((one) => (one.startsWith(PROMPT) ? [one.slice(PROMPT.length)] : []))
  let text = ''
  const write = (more: string): void => {
    text += more
  }
  const ask = (question: string): Promise<string | undefined> => {
    const answer = answers.shift()
    write(`${question}${answer ?? ''}\n`)
    return Promise.resolve(answer)
  }
  const [program, ...argv] = line.split(' ')
  expect(program).toBe('chartwright')
  for (const name of argv.filter((one) => /^icd.*\.(txt|xlsx)$/i.test(one)))
    writeFileSync(join(cwd, name), realFile(`icd10cm/${name}`))
  const code = await run(argv, testIo({ cwd, stdout: write, stderr: write, ask }))
  expect(code, text).toBe(/: \d+ errors?$/m.test(text) ? 1 : 0)
  if (process.env.UPDATE !== '1') expect(answers).toEqual([])
  return text
}

/** Lines with `-` become those with `+` behind them. */
function mend(path: string, diff: string): void {
  for (const [, from = '', to = ''] of diff.matchAll(/^-(.*)\n\+(.*)\n/gm)) {
    const before = readFileSync(path, 'utf8')
    expect(before).toContain(`\n${from}\n`)
    writeFileSync(path, swap(`\n${from}\n`, `\n${to}\n`)(before))
  }
}

async function played(text: string, folder: string): Promise<string> {
  let made = text
  for (const [block, language, title, body = ''] of text.matchAll(FENCE)) {
    const path = join(folder, title ?? '')
    if (language === 'diff') mend(path, body)
    else if (title !== undefined) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, body)
    } else if (language === 'console') {
      const done: string[] = []
      for (const one of body.split(/^\$ /m).slice(1)) {
        const [line = '', ...shown] = one.split('\n')
        done.push(`$ ${line}\n${await session(folder, line, shown.join('\n'))}`)
      }
      made = made.replace(block, () => `\`\`\`console\n${done.join('')}\`\`\``)
    }
  }
  return made
}

test.skipIf(realFilesMissing !== undefined)(
  'a course goes stale from edition to edition, and is mended',
  async () => {
    const text = readFileSync(page, 'utf8')
    const made = await played(text, temporaryFolder())
    if (process.env.UPDATE === '1') {
      if (process.env.CI) throw new Error('UPDATE=1 is refused in CI')
      writeFileSync(page, made)
      return
    }
    expect(made).toBe(text)
    // What the page is about.
    for (const code of ['E66.8', 'G35', 'Z91.011']) expect(text).toMatch(new RegExp(`error code-\\S+ ${code} `))
  },
  60_000,
)
