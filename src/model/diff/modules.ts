import type { CompiledCourse, CompiledModule } from '../schema-types.ts'

/**
 * What becomes of the sections a learner opened. `kept`: all as they were. `counted`: the list of sections has changed; a
 * module opened whole stays whole with its new sections, of one opened in part as many sections from its beginning count as
 * opened as were open before.
 */
export interface ModuleDiff {
  readonly id: string
  readonly title: string
  readonly fate: 'kept' | 'counted' | 'lost' | 'added'
  readonly sections: { readonly kept: number; readonly removed: readonly string[]; readonly added: readonly string[] }
}

const idsOf = (module: CompiledModule | undefined): string[] => module?.sections.map(({ id }) => id) ?? []

/** In the reading order of the new version, then those that are gone. */
export function modulesDiff(before: CompiledCourse, after: CompiledCourse): ModuleDiff[] {
  // By key, as saved progress finds them.
  const old = new Map(before.modules.map((module) => [module.key, module]))
  const now = new Set(after.modules.map(({ key }) => key))
  return [
    ...after.modules.map((module) => moduleDiff(old.get(module.key), module)),
    ...before.modules.filter(({ key }) => !now.has(key)).map((module) => moduleDiff(module, undefined)),
  ]
}

function moduleDiff(before: CompiledModule | undefined, after: CompiledModule | undefined): ModuleDiff {
  const was = idsOf(before)
  const is = idsOf(after)
  const same = was.join('\n') === is.join('\n')
  return {
    id: (after ?? before)?.id ?? '',
    title: (after ?? before)?.title ?? '',
    fate: after === undefined ? 'lost' : before === undefined ? 'added' : same ? 'kept' : 'counted',
    sections: {
      kept: was.filter((id) => is.includes(id)).length,
      removed: was.filter((id) => !is.includes(id)),
      added: is.filter((id) => !was.includes(id)),
    },
  }
}
