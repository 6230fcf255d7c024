import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { contrastOnWhite, LEAST_CONTRAST } from '../model/contrast.ts'
import { readImageHeader } from '../model/image-header.ts'
import { isMembers, type Members } from '../model/members.ts'
import type { CertificateTemplate } from '../model/schema-types.ts'
import { compareProblems, compareText, type Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { check } from './check.ts'
import { type PlaceOf, validate } from './validate.ts'
import { parseYaml } from './yaml.ts'

export interface LoadedTemplate {
  /** With its images in it as `data:` URLs; undefined when there were problems. */
  readonly template: CertificateTemplate | undefined
  readonly problems: readonly Problem[]
}

/**
 * Reads a certificate template and the images that it names. Throws the system's error when the template itself cannot
 * be read. @param shown the file as problems name it
 */
export function loadTemplate(file: string, shown: string = file): LoadedTemplate {
  const text = readFileSync(file, 'utf8')
  const read = (path: string): Uint8Array => readFileSync(join(dirname(file), path))
  const yaml = parseYaml(text, shown)
  if (yaml.problems.length > 0) return { template: undefined, problems: yaml.problems }
  const { value, problems } = validate('certificate-template', yaml.value, yaml.placeOf)
  const found = [...problems]
  const place = (at: 'logo' | 'signatory', image: string): string => {
    const placed = dataUrl(image, read)
    if (typeof placed === 'string') return placed
    const name = image.startsWith('data:') ? `of "${at}"` : basename(image)
    found.push(problem('template-image', { image: name, ...placed }, yaml.placeOf(`/${at}/image`)))
    return image
  }
  if (value === undefined) {
    // Other faults are reported along with what the schema refuses.
    const { colours, logo, signatory } = membersOf(yaml.value)
    found.push(...colourProblems(coloursIn(colours), yaml.placeOf))
    for (const [at, { image }] of [
      ['logo', membersOf(logo)],
      ['signatory', membersOf(signatory)],
    ] as const)
      if (typeof image === 'string') place(at, image)
    return { template: undefined, problems: found.sort(compareProblems) }
  }
  found.push(...colourProblems(value.colours, yaml.placeOf), ...bodyProblems(value, yaml.placeOf))
  const { logo, signatory, ...others } = value
  const template: CertificateTemplate = {
    ...others,
    ...(logo !== undefined && { logo: { ...logo, image: place('logo', logo.image) } }),
    ...(signatory !== undefined && {
      signatory: {
        ...signatory,
        ...(signatory.image !== undefined && { image: place('signatory', signatory.image) }),
      },
    }),
  }
  return { template: found.length > 0 ? undefined : template, problems: found.sort(compareProblems) }
}

/** Every template of a folder, by id; none where there is no such folder. */
export function loadTemplates(folder: string): {
  readonly templates: ReadonlyMap<string, CertificateTemplate>
  readonly problems: readonly Problem[]
} {
  const templates = new Map<string, CertificateTemplate>()
  const problems: Problem[] = []
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : []
  for (const name of names.sort(compareText)) {
    const loaded = loadTemplate(join(folder, name))
    problems.push(...loaded.problems)
    if (loaded.template !== undefined) templates.set(loaded.template.id, loaded.template)
  }
  return { templates, problems }
}

/** A template from its canonical JSON, as it was stored at issue. Throws TypeError for a text that no loader made. */
export function storedTemplate(text: string): CertificateTemplate {
  const { value } = check('certificate-template', JSON.parse(text))
  if (value === undefined) throw new TypeError('A stored certificate template is none')
  return value
}

const membersOf = (value: unknown): Members => (isMembers(value) ? value : {})

/** Those that are written like a colour. */
const coloursIn = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(membersOf(value)).flatMap(([name, colour]) =>
      typeof colour === 'string' && /^#[0-9a-f]{6}$/i.test(colour) ? [[name, colour]] : [],
    ),
  )

function colourProblems(colours: Readonly<Record<string, string>> = {}, placeOf: PlaceOf): Problem[] {
  const { line: _, ...texts } = colours
  return Object.entries(texts).flatMap(([name, colour]) => {
    const contrast = contrastOnWhite(colour)
    if (contrast >= LEAST_CONTRAST) return []
    const params = { colour, name, contrast, least: LEAST_CONTRAST }
    return [problem('template-contrast', params, placeOf(`/colours/${name}`), { actual: colour })]
  })
}

const bodyProblems = ({ bodies = [] }: CertificateTemplate, placeOf: PlaceOf): Problem[] =>
  bodies.flatMap(({ approver, credential }, i) =>
    approver === undefined && credential === undefined ? [problem('template-body', {}, placeOf(`/bodies/${i}`))] : [],
  )

/** The image as a `data:` URL, or what is wrong with it. What kind it is, its bytes say. */
function dataUrl(image: string, read: (path: string) => Uint8Array): string | { readonly wrong: string } {
  const inline = /^data:[^,]*,(.*)$/.exec(image)
  let bytes: Uint8Array
  if (inline !== null) bytes = Buffer.from(inline[1] ?? '', 'base64')
  else {
    if (isAbsolute(image) || image.split(/[\\/]/).includes('..')) return { wrong: 'is outside the template’s folder' }
    try {
      bytes = read(image)
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      return { wrong: missing ? 'does not exist' : 'cannot be read' }
    }
  }
  const header = readImageHeader(bytes)
  if ('wrong' in header) return header
  return `data:image/${header.kind};base64,${Buffer.from(bytes).toString('base64')}`
}
