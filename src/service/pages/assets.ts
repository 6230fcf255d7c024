import type { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0a5a63"/><path d="M8 16.5l5.5 5.5L24 10.5" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`

/** Files of the pages themselves. */
export function assetRoutes(app: Hono<AppEnv>, { player, pageStyle }: Dependencies): void {
  const send = (c: AppContext, bytes: Uint8Array | undefined, type: string): Response => {
    if (bytes === undefined) return c.notFound() as Response
    c.header('Content-Type', type)
    c.header('Cache-Control', 'public, max-age=300')
    return c.body(new Uint8Array(bytes))
  }
  app.get('/assets/tokens.css', (c) => send(c, player.get('tokens.css'), 'text/css; charset=utf-8'))
  app.get('/assets/pages.css', (c) => send(c, pageStyle, 'text/css; charset=utf-8'))
  app.get('/assets/verify.js', (c) => send(c, player.get('verify.js'), 'text/javascript; charset=utf-8'))
  app.get('/assets/icon.svg', (c) => send(c, new TextEncoder().encode(ICON), 'image/svg+xml'))
}
