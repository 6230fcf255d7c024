import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { courseWith, filesIn, swap, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

async function handout(...argv: string[]) {
  const io = testIo({ cwd })
  const code = await run(['handout', ...argv], io)
  return { code, ...io.written() }
}

const made = (): string[] => Object.keys(filesIn(join(cwd, 'dist')))

describe('handout', () => {
  it('writes a PDF for each module', async () => {
    const { code, stdout, stderr } = await handout(courseWith())
    expect([code, stderr]).toEqual([0, ''])
    expect(made()).toEqual(['minimal-basics.pdf', 'minimal-sequencing.pdf'])
    expect(stdout).toMatch(/^dist\/minimal-basics\.pdf +[\d.]+ kB\ndist\/minimal-sequencing\.pdf +[\d.]+ kB\n$/)
    expect(readFileSync(join(cwd, 'dist/minimal-basics.pdf')).subarray(0, 8).toString()).toBe('%PDF-1.7')
  })

  it('writes HTML of one module, with and without answers', async () => {
    const course = courseWith()
    await handout(course, '--module', 'basics', '--format', 'html', '--out', 'with')
    await handout(course, '--module', 'basics', '--format', 'html', '--answers', 'none', '--out', 'without')
    const read = (folder: string): string => readFileSync(join(cwd, folder, 'minimal-basics.html'), 'utf8')
    expect(read('with')).toContain('<h2 id="answers">Answers</h2>')
    expect(read('without')).not.toContain('Answers')
    expect(read('without')).toContain('Question 1')
    expect(read('without')).not.toContain('class="answer"')
  })

  it('names the character a PDF cannot print, and how to go on', async () => {
    const course = courseWith({ 'modules/01-basics.md': (text) => `${text}\nA heart: ❤\n` })
    const { code, stdout, stderr } = await handout(course)
    expect([code, stdout, made()]).toEqual([1, '', []])
    expect(stderr).toBe(
      'The fonts of PDF handouts cannot print "❤" (U+2764) in the section basics/documentation.\n' +
        'Write them in other characters, or make the handout with --format html.\n',
    )
    expect((await handout(course, '--format', 'html')).code).toBe(0)
  })

  it('says what is wrong with the command line or the course', async () => {
    const course = courseWith()
    const cases: [string[], string][] = [
      [[], 'No course was named.'],
      [[course, '--module', 'basic'], 'The course has no module basic. Did you mean basics?'],
      [[course, '--answers', 'ends'], '--answers cannot be ends. Did you mean end? Allowed: end, beside, none.'],
    ]
    for (const [argv, message] of cases) {
      const { code, stderr } = await handout(...argv)
      expect(code).toBe(2)
      expect(stderr).toContain(message)
    }
    const broken = courseWith({ 'course.yaml': swap('id: ', 'identity: ') })
    expect((await handout(broken)).code).toBe(1)
    expect(made()).toEqual([])
  })
})
