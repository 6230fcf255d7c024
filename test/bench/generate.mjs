// Writes a large course, the same on every machine: 25 modules of 20 sections, 2,000 questions of all types in 41 banks.
// 250 questions are knowledge checks; the rest stand in banks that an exam draws from. Sections and questions are as long
// as those of courses/ccs-prep: 1.6 kB and 0.56 kB on average.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stateKey } from '../../dist/app/model/key.js'

const MODULES = 25
const SECTIONS = 20
const QUESTIONS = 2000
const CHECKS = 250
const PER_BANK = 50

const WORDS =
  `admission encounter diagnosis principal secondary condition documented provider coder guideline section chapter code
  category character index tabular list note excludes includes sequence first underlying manifestation combination acute
  chronic sepsis organism infection fracture neoplasm primary metastatic pregnancy trimester newborn injury poisoning
  adverse effect underdosing external cause status history aftercare screening observation procedure root operation body
  part approach device qualifier record query discharge summary operative report physician nurse patient hospital
  outpatient inpatient surgery episode care clinical significance evaluate treat monitor test extend stay resource
  indicator present unspecified specified bilateral left right initial subsequent sequela complication postoperative
  the of and to in a is that for it as was with be by on not or are from at this which`.split(/\s+/)

/** A small generator of random numbers (mulberry32): same seed, same course. */
function random(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** @returns the course's folder, and how many characters of Markdown and YAML were written */
export function generate(folder) {
  const next = random(20261122)
  const pick = (list) => list[Math.floor(next() * list.length)]
  const words = (least, most) =>
    Array.from({ length: least + Math.floor(next() * (most - least + 1)) }, () => pick(WORDS)).join(' ')
  const sentence = (least = 8, most = 18) => {
    const text = words(least, most)
    return `${text[0].toUpperCase()}${text.slice(1)}.`
  }
  const paragraph = () => Array.from({ length: 3 + Math.floor(next() * 3) }, () => sentence()).join(' ')
  const code = () => `${pick('ABCDEFGHIJKLMN'.split(''))}${10 + Math.floor(next() * 89)}.${Math.floor(next() * 99)}`

  let characters = 0
  const write = (path, text) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
    characters += text.length
  }

  // Two ids may share a key of saved progress; the compiler would refuse them.
  const keys = new Set()
  const id = (stem) => {
    for (let i = 0; ; i++) {
      const candidate = i === 0 ? stem : `${stem}-${i}`
      if (keys.has(stateKey(candidate))) continue
      keys.add(stateKey(candidate))
      return candidate
    }
  }

  const choice = (several) => {
    const right = Math.floor(next() * 4)
    const rows = [0, 1, 2, 3].map((i) => {
      const correct = i === right || (several && i === (right + 1) % 4)
      const feedback = correct ? '' : `\n  > ${sentence(4, 9)}`
      return `- [${correct ? 'x' : ' '}] ${words(2, 6)} ${i}${feedback}`
    })
    return `${sentence(10, 32)} Which ${several ? 'two apply? Select two.' : 'code is sequenced first?'}\n\n${rows.join('\n')}`
  }
  const forms = {
    single: () => choice(false),
    multiple: () => choice(true),
    truth: () => `${sentence(10, 25)}\n\n- [x] True\n- [ ] False\n  > ${sentence(6, 12)}`,
    order: () =>
      `::meta{type=order}\n\nPut these into order.\n\n${[1, 2, 3, 4].map((i) => `${i}. ${sentence(4, 9)}`).join('\n')}`,
    match: () =>
      `::meta{type=match}\n\nMatch these.\n\n| Term | Meaning |\n|---|---|\n${[1, 2, 3].map((i) => `| ${words(1, 3)} ${i} | ${words(4, 8)} ${i} |`).join('\n')}`,
    number: () => `${sentence(10, 20)} How many?\n\n= ${Math.floor(next() * 500)} ± 0.5`,
    text: () => `${sentence(10, 20)} What is the term?\n\n= ${words(1, 3)} | ${words(1, 3)} x`,
  }
  const question = (name, form) => {
    const body = forms[form]()
    const meta = body.startsWith('::meta') ? '\n' : '\n::meta{difficulty=hard}\n\n'
    return `## ${name}${meta}${body}\n\n> **Why.** ${sentence(8, 20)}\n`
  }
  const bank = (name, questions) =>
    write(`questions/${name}.md`, `---\nbank: ${name}\ndomain: coding\n---\n${questions.join('\n')}`)

  const checkIds = Array.from({ length: CHECKS }, (_, i) => id(`check-${i}`))
  for (let at = 0; at < CHECKS; at += PER_BANK) {
    bank(
      `checks-${at / PER_BANK}`,
      checkIds.slice(at, at + PER_BANK).map((one, i) => question(one, i % 5 === 0 ? 'truth' : 'single')),
    )
  }
  const banks = (QUESTIONS - CHECKS) / PER_BANK
  const draws = Array.from({ length: banks }, (_, b) => {
    // Answers that are typed take much room in saved progress, so they stand in banks of their own.
    const mixed = b < 4 ? ['number', 'text'] : ['single', 'single', 'single', 'multiple', 'truth', 'order', 'match']
    bank(
      `bank-${b}`,
      Array.from({ length: PER_BANK }, (_, i) => question(id(`question-${b}-${i}`), mixed[i % mixed.length])),
    )
    return `      - { bank: bank-${b}, count: ${b < 4 ? 1 : 3} }`
  })

  const modules = Array.from({ length: MODULES }, (_, m) => {
    const sections = Array.from({ length: SECTIONS }, (_, s) => {
      const number = m * SECTIONS + s
      const parts = [
        paragraph(),
        `The code \`icd10cm:${code()}\` and :code[${code()}]: ${sentence()} **${words(2, 4)}** and *${words(2, 4)}*.`,
        s % 3 === 0
          ? `:::tip[${words(2, 4)}]\n${sentence()}\n:::`
          : Array.from({ length: 4 }, () => `- ${sentence(4, 10)}`).join('\n'),
        s % 4 === 0
          ? `| Code | Meaning |\n|---|---|\n${Array.from({ length: 5 }, () => `| ${code()} | ${words(3, 8)} |`).join('\n')}`
          : paragraph(),
        s % 5 === 0 ? `See [the guidelines](https://www.cms.gov/x) and :term[principal diagnosis].` : paragraph(),
        number % 2 === 0 ? `::question{id="${checkIds[number / 2]}"}` : sentence(),
      ]
      return `## Section ${s + 1} ${words(2, 4)}\n\n${parts.join('\n\n')}\n`
    })
    const path = `modules/${String(m + 1).padStart(2, '0')}-module.md`
    write(path, `---\nid: module-${m + 1}\ntitle: Module ${m + 1}\nminutes: 60\n---\n${sections.join('\n')}`)
    return `  - ${path}`
  })
  write('glossary.yaml', 'principal diagnosis: The condition established after study.\n')
  write(
    'exams/final.yaml',
    `id: final\ntitle: Final exam\nminutes: 180\npass: 70\nsections:\n  - id: all\n    title: All\n    draws:\n${draws.join('\n')}\n`,
  )
  write(
    'course.yaml',
    `id: bench\ntitle: A large course\nversion: 1.0.0\nlanguage: en\ndescription: Generated for measurements.\nauthors:\n  - name: Bench\npurpose: training\ndomains:\n  - id: coding\n    title: Coding\nmodules:\n${modules.join('\n')}\nexams:\n  - exams/final.yaml\ncompletion:\n  exam: final\ntargets: [scorm12]\n`,
  )
  return { sections: MODULES * SECTIONS, questions: QUESTIONS, characters }
}
