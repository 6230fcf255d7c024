import { contrastOnWhite, LEAST_CONTRAST } from '../model/contrast.ts'
import type { CertificateTemplate, CertificateWording } from '../model/schema-types.ts'
import { type Picture, readPicture } from './images.ts'
import type { CertificateSnapshot } from './snapshot.ts'
import { COLOURS, type Colours, SHEETS, type Sheet } from './theme.ts'

/** How certificates look where nobody said otherwise. */
export const DEFAULT_TEMPLATE: CertificateTemplate = { id: 'default', paper: 'letter', colours: COLOURS }

/**
 * A template as JSON with sorted keys: the same template gives the same text, so that the text can be stored by its hash.
 * Its images must be in it (`data:` URLs), as the loader of template files puts them.
 */
export const canonicalTemplate = (template: CertificateTemplate): string => JSON.stringify(sorted(template))

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]))
}

/** What is wrong with a template beyond its schema. */
export type TemplateFault =
  | { readonly code: 'contrast'; readonly pointer: string; readonly colour: string; readonly contrast: number }
  | { readonly code: 'image'; readonly pointer: string; readonly wrong: string }

/** Colours that are hard to read on white, and images that cannot be drawn; empty for a template that can be used. */
export function templateFaults(template: CertificateTemplate): TemplateFault[] {
  const faults: TemplateFault[] = []
  const { line: _, ...texts } = coloursOf(template)
  for (const [name, colour] of Object.entries(texts)) {
    const contrast = contrastOnWhite(colour)
    if (contrast < LEAST_CONTRAST) faults.push({ code: 'contrast', pointer: `/colours/${name}`, colour, contrast })
  }
  for (const place of ['logo', 'signatory'] as const) {
    const image = template[place]?.image
    const picture = image === undefined ? undefined : readPicture(image)
    if (picture !== undefined && 'wrong' in picture)
      faults.push({ code: 'image', pointer: `/${place}/image`, wrong: picture.wrong })
  }
  return faults
}

/** A template applied to one certificate. */
export interface Design {
  readonly sheet: Sheet
  readonly colours: Colours
  readonly wording: CertificateWording
  readonly lines: readonly string[]
  readonly logo?: { readonly picture: Picture; readonly alt: string }
  readonly signatory?: { readonly name: string; readonly title: string; readonly picture?: Picture }
}

/** Chooses the wording by the body that approved the activity or gives the credential. Throws TypeError for a template with faults. */
export function designOf(template: CertificateTemplate, snapshot: CertificateSnapshot): Design {
  const fault = templateFaults(template)[0]
  if (fault !== undefined) throw new TypeError(`The certificate template ${template.id}: ${describeFault(fault)}`)
  const body = template.bodies?.find(
    ({ approver, credential }) =>
      (approver === undefined || approver === (snapshot.approval?.approver ?? snapshot.approver)) &&
      (credential === undefined || credential === snapshot.credential),
  )
  const [wording, own] = [template.wording, body?.wording]
  const logo = pictureOf(template.logo?.image)
  const signature = pictureOf(template.signatory?.image)
  return {
    sheet: SHEETS[template.paper ?? 'letter'],
    colours: coloursOf(template),
    wording: { ...wording, ...own, labels: { ...wording?.labels, ...own?.labels } },
    lines: [...(template.lines ?? []), ...(body?.lines ?? [])],
    ...(logo !== undefined && { logo: { picture: logo, alt: template.logo?.alt ?? '' } }),
    ...(template.signatory !== undefined && {
      signatory: {
        name: template.signatory.name,
        title: template.signatory.title,
        ...(signature !== undefined && { picture: signature }),
      },
    }),
  }
}

/** A fault in words, as the end of a sentence that names the template. */
export const describeFault = (fault: TemplateFault): string =>
  fault.code === 'contrast'
    ? `the colour ${fault.colour} at ${fault.pointer} has a contrast of ${fault.contrast}:1 on white; text needs ${LEAST_CONTRAST}:1.`
    : `the image at ${fault.pointer} ${fault.wrong}.`

const coloursOf = ({ colours }: CertificateTemplate): Colours => ({ ...COLOURS, ...colours })

function pictureOf(image: string | undefined): Picture | undefined {
  const picture = image === undefined ? undefined : readPicture(image)
  return picture === undefined || 'wrong' in picture ? undefined : picture
}
