import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Settings } from '../settings.ts'
import type { AppEnv } from './env.ts'

const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
}

/** Pages have no scripts at all; the player has its own files and nothing from anywhere else. */
const PLAYER_POLICY = {
  ...PAGE_POLICY,
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
}

/** Response headers for pages and for the player. */
export const securityHeaders = (settings: Settings): MiddlewareHandler<AppEnv> => {
  const shared = {
    // With no-referrer, older browsers would post our own forms with `Origin: null`.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    // Browsers ignore the header on plain http; it must not reach a proxy that would repeat it for other hosts.
    strictTransportSecurity: isSecure(settings) ? 'max-age=15552000' : false,
    permissionsPolicy: { camera: false, microphone: false, geolocation: false },
  }
  const pages = secureHeaders({ ...shared, contentSecurityPolicy: PAGE_POLICY })
  const player = secureHeaders({ ...shared, contentSecurityPolicy: PLAYER_POLICY })
  return (c, next) => (c.req.path.startsWith('/play/') ? player(c, next) : pages(c, next))
}

/** Refuses form posts that another site's page caused, besides SameSite cookies. */
export const sameOriginPosts = (settings: Settings): MiddlewareHandler<AppEnv> =>
  // Behind a proxy that ends TLS, the request's own address differs from the one the browser sees.
  csrf({ origin: (origin, c) => origin === settings.publicUrl || origin === new URL(c.req.url).origin })

export const isSecure = ({ publicUrl }: Settings): boolean => publicUrl.startsWith('https:')
