/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import type { Learner } from '../../storage/records.ts'
import type { AppContext } from '../http/env.ts'
import type { Settings } from '../settings.ts'

interface PageProps {
  readonly title: string
  readonly settings: Settings
  /** Whose navigation to show; pages for everybody have none. */
  readonly person?: Learner | undefined
  readonly current?: 'learning' | 'credits' | 'instructor' | 'people-credits'
  /** Narrow pages hold one thing. */
  readonly narrow?: boolean
  readonly children?: Child
}

/** The frame of every page. No scripts: all of it works with a keyboard, a screen reader and nothing else. */
export const Page = ({ title, settings, person, current, narrow, children }: PageProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} · ${settings.organisation.name}`}</title>
      <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/assets/tokens.css" />
      <link rel="stylesheet" href="/assets/pages.css" />
    </head>
    <body>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <span class="brand">{settings.organisation.name}</span>
        {person === undefined ? null : <Navigation person={person} current={current} />}
      </header>
      {settings.demo ? (
        <aside class="demo" aria-label="About this service">
          <strong>Demonstration.</strong> The people here are invented, and certificates made here certify nothing.
        </aside>
      ) : null}
      <main id="main" class={narrow === true ? 'narrow' : ''}>
        {children}
      </main>
      <footer class="bottom">
        <p>Not affiliated with AHIMA or AAPC. AHIMA, AAPC, CCS and CPC are marks of their owners.</p>
        {person === undefined ? null : (
          <form method="post" action="/sign-out">
            <button type="submit" class="quiet" name="everywhere" value="yes">
              Sign out everywhere
            </button>
          </form>
        )}
      </footer>
    </body>
  </html>
)

const Navigation = ({ person, current }: { person: Learner; current: PageProps['current'] }) => (
  <>
    <nav aria-label="Pages">
      <a href="/" aria-current={current === 'learning' ? 'page' : undefined}>
        My learning
      </a>
      <a href="/credits" aria-current={current === 'credits' ? 'page' : undefined}>
        My credits
      </a>
      {person.role === 'instructor' ? (
        <>
          <a href="/instructor" aria-current={current === 'instructor' ? 'page' : undefined}>
            Learners
          </a>
          <a href="/instructor/credits" aria-current={current === 'people-credits' ? 'page' : undefined}>
            Credits of learners
          </a>
        </>
      ) : null}
    </nav>
    <form class="who" method="post" action="/sign-out">
      <span>{person.name}</span>
      <button type="submit" class="quiet">
        Sign out
      </button>
    </form>
  </>
)

/** Answers with a whole document. Pages about people are never kept by caches. */
export function answerPage(
  c: AppContext,
  page: unknown,
  status: 200 | 400 | 403 | 404 | 413 | 429 | 500 = 200,
): Response {
  c.header('Cache-Control', 'no-store')
  c.header('Content-Type', 'text/html; charset=utf-8')
  return c.body(`<!doctype html>${String(page)}`, status)
}

/** A page that says one thing. */
export const Notice = ({ title, settings, children, person }: PageProps) => (
  <Page title={title} settings={settings} person={person} narrow>
    <h1>{title}</h1>
    {children}
  </Page>
)
