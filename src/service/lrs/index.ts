import type { Hono } from 'hono'
import type { Service } from '../dependencies.ts'
import type { AppEnv } from '../http/env.ts'
import { createRoom } from '../http/room.ts'
import { preflight, shareAnswer } from './cors.ts'
import { dispatch } from './dispatch.ts'
import { limits } from './limits.ts'
import { resourcesOf } from './resources.ts'
import { VERSION_HEADER, type VersionRules, versions } from './versions.ts'

/**
 * Where the record store answers. Under both bases requests of either version are served; the base says by which rules
 * a request that names no version is refused.
 */
export const bases = {
  '/xapi': versions['2.0.0'],
  '/xapi/1.0.3': versions['1.0.3'],
} as const satisfies Readonly<Record<string, VersionRules>>

/** The record store, for programs with a key and for content that was launched. */
export function lrsRoutes(app: Hono<AppEnv>, service: Service): void {
  for (const [base, rules] of Object.entries(bases)) {
    app.use(`${base}/*`, async (c, next) => {
      c.header(VERSION_HEADER, rules.version)
      c.header('Cache-Control', 'no-store')
      shareAnswer(c)
      return c.req.method === 'OPTIONS' ? preflight(c) : next()
    })
  }
  const rooms = {
    bodies: createRoom(limits.largeBodies),
    forms: createRoom(limits.largeForms),
    answers: createRoom(limits.largeAnswers),
  }
  for (const [base, rules] of Object.entries(bases)) {
    for (const [path, operations] of Object.entries(resourcesOf(service))) {
      const answer = dispatch(service, { base, rules, operations, rooms })
      // POST stands everywhere for the alternate request syntax.
      for (const method of new Set([...Object.keys(operations), 'POST'])) app.on(method, `${base}${path}`, answer)
      // What a resource does not do is refused with 405.
      app.all(`${base}${path}`, answer)
    }
  }
}
