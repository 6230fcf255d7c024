import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Settings } from '../settings.ts'
import type { AppContext, AppEnv } from './env.ts'

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

/** The page that checks files: one script of ours, which asks our own status lists and nobody else. */
const VERIFY_POLICY = { ...PAGE_POLICY, scriptSrc: ["'self'"], connectSrc: ["'self'"] }

/**
 * Packages of any maker run in a sandbox without an origin, unless they have a host of their own: nothing in them can read
 * our cookies, speak with our pages or act as whoever is signed in. They may be framed by any learning platform.
 */
const CONTENT_SANDBOX = {
  sandbox: ['allow-scripts', 'allow-forms', 'allow-modals', 'allow-popups', 'allow-downloads', 'allow-presentation'],
}

/**
 * Uploaded files are never opened on a page of ours; if one is, it gets neither scripts nor forms nor an origin. These are
 * evidence, and the documents of the record store, which come back with the type they were sent with and can be requested by
 * a form.
 */
const FILE_POLICY = { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] }
const FILES = /^\/(?:credits\/entries\/[^/]+\/evidence$|(?:xapi|api|cmi5)\/)/

/** Pictures of courses may hold scripts and forms; on their own page they get neither. */
const PICTURE_POLICY = { ...FILE_POLICY, styleSrc: ["'unsafe-inline'"], imgSrc: ['data:'] }
const PICTURES = /^\/play\/.*\.svg$/i

/** Response headers for pages, for the player and for imported content. */
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
  const files = secureHeaders({ ...shared, contentSecurityPolicy: FILE_POLICY })
  const pictures = secureHeaders({ ...shared, contentSecurityPolicy: PICTURE_POLICY })
  const verify = secureHeaders({ ...shared, contentSecurityPolicy: VERIFY_POLICY })
  const player = secureHeaders({ ...shared, contentSecurityPolicy: PLAYER_POLICY })
  const open = {
    ...shared,
    referrerPolicy: 'strict-origin-when-cross-origin',
    xFrameOptions: false,
    crossOriginResourcePolicy: 'cross-origin',
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    permissionsPolicy: {},
  }
  const ownHost = secureHeaders(open)
  const sandboxed = secureHeaders({ ...open, contentSecurityPolicy: CONTENT_SANDBOX })
  return (c, next) => {
    if (c.req.path.startsWith('/content/')) return (isContentHost(c, settings) ? ownHost : sandboxed)(c, next)
    if (FILES.test(c.req.path)) return files(c, next)
    if (PICTURES.test(c.req.path)) return pictures(c, next)
    if (c.req.path === '/verify') return verify(c, next)
    return c.req.path.startsWith('/play/') ? player(c, next) : pages(c, next)
  }
}

/** Whether a request came to the host of imported content, which serves nothing else: content could act there. */
export const isContentHost = (c: AppContext, { contentUrl }: Settings): boolean =>
  contentUrl !== undefined && new URL(c.req.url).host === new URL(contentUrl).host

/**
 * Whether a page of ours requests something as a part of itself, not to navigate there. Imported content has no origin in its
 * sandbox, so it never sends such a request: only what was smuggled into a page would, to get a script past its policy.
 */
export const isAskedByPage = (c: AppContext): boolean =>
  c.req.header('sec-fetch-site') === 'same-origin' && c.req.header('sec-fetch-mode') !== 'navigate'

/** Whether somebody came here from a page of another site: by a link, a form or a script there. */
export const isFromElsewhere = (c: AppContext): boolean =>
  ['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '')

/** Refuses form posts that another site's page caused, besides SameSite cookies. */
export const sameOriginPosts = (settings: Settings): MiddlewareHandler<AppEnv> =>
  // Behind a proxy that ends TLS, the request's own address differs from the one the browser sees: it is that of a page which
  // anybody on the way could have written, so it counts only where there is no TLS.
  csrf({
    origin: (origin, c) =>
      origin === settings.publicUrl || (!isSecure(settings) && origin === new URL(c.req.url).origin),
  })

export const isSecure = ({ publicUrl }: Settings): boolean => publicUrl.startsWith('https:')
