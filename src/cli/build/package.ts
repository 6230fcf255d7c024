import { sha256 } from '../../compiler/load.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { partBudget, stateBudget } from '../../model/state/budget.ts'
import { writePackage } from '../../packages/index.ts'
import { brokenReferences } from '../../packages/references.ts'
import { type Files, type Layout, layoutOf, type PackageOptions, type PackageTarget } from '../../packages/target.ts'
import { rules, verifyPackage } from '../../packages/verify/index.ts'
import { type BuildRecord, filesHash, type PackageRecord, packageStands } from './record.ts'
import type { ControlSchemas } from './schemas.ts'
import type { Stage } from './stage.ts'

/** How packages were asked for on the command line. */
export interface Packaging {
  readonly layout: Layout
  /** What `--schemas` holds, to hold manifests against. */
  readonly schemas?: Files
  /** What goes into the packages of each target, by its name; empty without `--schemas`. */
  readonly control: ReadonlyMap<string, ControlSchemas>
}

interface Making {
  readonly out: string
  readonly stage: Stage
  readonly player: Files
  readonly playerHash: string
  readonly packaging: Packaging
  /** What the last build of this course made. */
  readonly before: BuildRecord | undefined
}

/** Its name in the output folder. An LMS takes another layout for another course, so the two have two names. */
export const packageFile = ({ id }: CompiledCourse, target: PackageTarget, layout: Layout): string =>
  `${id}-${target.name}${layoutOf(target, layout) === 'multi' ? '-multi' : ''}${target.shape === 'zip' ? '.zip' : ''}`

/**
 * Leaves a package alone that stands already and would come out the same. What is written is opened again and held against
 * every rule; a package of ours that breaks one is our mistake, so nothing is built.
 */
export async function makePackage(
  { out, stage, player, playerHash, packaging, before }: Making,
  {
    course,
    assets,
    target,
  }: { readonly course: CompiledCourse; readonly assets: Files; readonly target: PackageTarget },
): Promise<PackageRecord> {
  const control = packaging.control.get(target.name)
  const layout = layoutOf(target, packaging.layout)
  const options: PackageOptions = { layout, ...(control?.files === undefined ? {} : { schemas: control.files }) }
  const asked = sha256([layout, filesHash(control?.files ?? new Map())].join('\n'))

  const file = packageFile(course, target, layout)
  const known = before?.packages.find((one) => one.file === file)
  const same = before?.course.hash === course.hash && before.playerHash === playerHash && known?.options === asked
  if (known !== undefined && same && packageStands(out, known)) return known

  const files = target.files({ course, player, assets, options })
  const [broken] = brokenReferences(files)
  if (broken !== undefined) throw new Error(`${file}: ${broken}`)
  const about = {
    target: target.name,
    file,
    shape: target.shape,
    options: asked,
    files: files.size,
    state: (layout === 'multi' ? partBudget(course) : stateBudget(course)).worst,
    ...(target.stateLimit === undefined ? {} : { stateLimit: target.stateLimit }),
  }
  if (target.shape === 'folder') {
    stage.folder(file, files)
    const names = [...files.keys()]
    const bytes = [...files.values()].reduce((sum, one) => sum + one.length, 0)
    return { ...about, bytes, sha256: filesHash(files), names }
  }
  const bytes = writePackage(files)
  const { violations } = await verifyPackage(
    bytes,
    undefined,
    control?.files === undefined ? undefined : packaging.schemas,
  )
  const [fault] = violations.filter(({ rule }) => rules[rule].severity !== 'info')
  if (fault !== undefined) throw new Error(`${file} breaks the rule ${fault.rule}: ${fault.message}`)
  stage.file(file, bytes)
  return { ...about, bytes: bytes.length, sha256: sha256(bytes) }
}
