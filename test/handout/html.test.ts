import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerPlace } from '../../src/handout/answers.ts'
import { handoutContent } from '../../src/handout/content.ts'
import { htmlHandout } from '../../src/handout/html.ts'
import { axe } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { everyElement } from './every-element.ts'

const { course, module, assets } = everyElement()
const page = (place: AnswerPlace): string =>
  new TextDecoder().decode(htmlHandout(handoutContent(course, module, place), { list: course.assets, bytes: assets }))

describe('an HTML handout', () => {
  it('is the same bytes again', () => {
    expect(page('end')).toBe(page('end'))
  })

  it('needs no other file and leads nowhere in the course', () => {
    const text = page('end')
    expect(text.match(/<img [^>]*src="([^"]{0,20})/g)).toHaveLength(3)
    expect([...text.matchAll(/<img [^>]*src="(.*?),/g)].map(([, src]) => src)).toEqual([
      'data:image/svg+xml;base64',
      'data:image/png;base64',
      'data:image/gif;base64',
    ])
    const links = [...text.matchAll(/ href="(.*?)"/g)].map(([, href]) => href)
    expect(links).toEqual(['https://example.org/guide', '#section-1', '#fn-1'])
    for (const target of ['section-1', 'fn-1']) expect(text).toContain(` id="${target}"`)
    expect(text).not.toMatch(/<script|<video|<link/)
  })

  it('puts the unit behind the line to write on', () => {
    expect(page('end')).toMatch(/<p class="blank">Answer: <span class="line"><\/span> minutes<\/p>/)
    expect(page('end')).toContain('<p class="blank">Answer: <span class="line"></span></p>')
  })

  it('lists the codes of a key one below the other', () => {
    const [, key = ''] = /Question \d+: <\/strong><\/p><ul>(.*?)<\/ul>/.exec(page('end')) ?? []
    const course = everyElement().course.questions.find(({ type }) => type === 'codes')
    const required = course?.type === 'codes' ? course.lines.filter(({ need }) => need === 'required') : []
    expect(required.length).toBeGreaterThan(0)
    expect(key.match(/<li>/g)).toHaveLength(required.length)
    for (const { accepts } of required) expect(key).toContain(accepts[0]?.code)
  })

  it('leaves the answers out when asked to', () => {
    expect(page('end')).toContain('Reason of q-0.')
    expect(page('none')).not.toContain('Reason of')
    expect(page('none')).not.toContain('first-listed diagnosis')
    expect(page('beside').indexOf('Reason of q-0.')).toBeLessThan(page('beside').indexOf('Question 2'))
  })

  it('never shows items to be ordered or matched in the order of the key', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const questions = course.questions.map((question) =>
        question.type === 'ordering' ? { ...question, id: seed } : question,
      )
      const renamed = {
        ...module,
        sections: module.sections.map((section) => ({
          ...section,
          blocks: section.blocks.map((block) =>
            block.kind === 'check' ? { ...block, questions: [seed], pick: 1 } : block,
          ),
        })),
      }
      const { body } = handoutContent({ ...course, questions }, renamed, 'end')
      const html = new TextDecoder().decode(
        htmlHandout(
          { ...handoutContent({ ...course, questions }, renamed, 'end'), body },
          { list: course.assets, bytes: assets },
        ),
      )
      const shown = [...(/<ol class="letters".*?<\/ol>/s.exec(html)?.[0] ?? '').matchAll(/<li>(?:<p>)?(\w)/g)].map(
        ([, letter]) => letter,
      )
      const key = /Question 1: <\/strong>([A-C, ]+)/.exec(html)?.[1]?.split(', ') ?? []
      expect(shown.join('')).not.toBe('abc')
      expect(key.map((letter) => shown[letter.charCodeAt(0) - 65]).join('')).toBe('abc')
    }
  })
})

describe('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it.each(['light', 'dark'] as const)(
    'has no accessibility fault in the %s, and black on white in print',
    async (colorScheme) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 800 } })
      const tab = await context.newPage()
      await tab.setContent(page('end'))
      const { violations } = await axe(tab).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      const overflow = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBe(0)
      await tab.emulateMedia({ media: 'print', colorScheme })
      const colours = await tab.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body)
        return [color, backgroundColor]
      })
      expect(colours).toEqual(['rgb(22, 33, 43)', 'rgb(255, 255, 255)'])
      await context.close()
    },
  )
})
