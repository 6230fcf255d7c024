/** @jsxImportSource preact */
import { type ComponentChildren, render } from 'preact'
import { BASE64URL } from '../model/hash.ts'
import { isScored, partOf, partsOf } from '../model/part.ts'
import type { CompiledCourse } from '../model/schema-types.ts'
import { App } from './app/app.tsx'
import { Guard } from './app/guard.tsx'
import type { Connection } from './drivers/driver.ts'
import { connect } from './drivers/index.ts'
import { browserStorage } from './drivers/local.ts'
import { readCourse, readLaunch } from './launch.ts'
import { type Messages, messagesFor } from './messages/index.ts'
import { createSession, type Session } from './session/session.ts'
import { loadCoding, needsCoding } from './views/codes/host.ts'
import './style/player.css'

const now = (): number => Date.now()
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
const seed = (): string => Array.from(random(6), (byte) => BASE64URL.charAt(byte % 64)).join('')

/** RFC 4122 §4.4. `crypto.randomUUID` exists only on HTTPS pages, and many LMSs are not. */
function uuid(): string {
  const hex = Array.from(random(16), (byte, i) => {
    const value = i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte
    return value.toString(16).padStart(2, '0')
  }).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** How long the first screen waits for what code entry looks like; thereafter it comes when it comes. */
const CODING_PATIENCE = 3000

/** Never rejects: what could not be loaded is said where it is needed. */
const codingViewsOf = (course: CompiledCourse): Promise<unknown> =>
  needsCoding(course)
    ? Promise.race([
        loadCoding().catch(() => undefined),
        new Promise((resolve) => {
          setTimeout(resolve, CODING_PATIENCE)
        }),
      ])
    : Promise.resolve()

function Message({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <main class="ended">
      <h1>{title}</h1>
      {children}
    </main>
  )
}

/** The whole course, and the part of it that this page plays: a package with a page for each part names it on `#app`. */
interface Played {
  readonly whole: CompiledCourse
  readonly course: CompiledCourse
  readonly part?: string
  readonly scored: boolean
}

function readPlayed(root: HTMLElement): Played | undefined {
  const whole = readCourse(Reflect.get(globalThis, 'chartwrightCourse'))
  const named = root.dataset.part
  if (whole === undefined || named === undefined) return whole && { whole, course: whole, scored: true }
  const part = partsOf(whole).find(({ id }) => id === named)
  const course = partOf(whole, named)
  return part && course && { whole, course, part: named, scored: isScored(whole, part) }
}

async function start(root: HTMLElement): Promise<void> {
  const played = readPlayed(root)
  const launch = readLaunch(Reflect.get(globalThis, 'chartwrightLaunch'))
  const words = messagesFor(played?.course.language ?? '')
  if (played === undefined || launch === undefined) {
    render(<Message title={played === undefined ? words.noCourse : words.noLaunch} />, root)
    return
  }
  const { course, part } = played
  document.documentElement.lang = course.language
  document.documentElement.dir = course.direction
  document.title = course.title
  render(<Message title={words.connecting} />, root)
  try {
    const environment = { window, course, now, uuid, ...(part === undefined ? {} : { part }) }
    const [connection] = await Promise.all([connect(launch, environment), codingViewsOf(course)])
    run(root, played, connection, words)
  } catch (error) {
    const relaunch = launch.driver === 'cmi5' ? launch.relaunch : undefined
    render(
      <Message title={words.noConnection}>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        <button type="button" class="primary" onClick={() => location.reload()}>
          {words.reload}
        </button>
        {relaunch !== undefined && (
          <p>
            <a href={relaunch}>{words.launchAgain}</a>
          </p>
        )}
      </Message>,
      root,
    )
  }
}

function run(root: Element, { whole, course, part, scored }: Played, connection: Connection, words: Messages): void {
  const schedule = (ms: number, step: () => void) => {
    const timer = setTimeout(step, ms)
    return () => clearTimeout(timer)
  }
  const session = createSession({ course, scored, connection, now, schedule, seed })
  const refusedKept =
    session.refused !== undefined && browserStorage(window, course.id, part).write('refused', connection.state ?? '')
  follow(session)
  render(
    <Guard words={words}>
      <App session={session} whole={whole} words={words} refusedKept={refusedKept} />
    </Guard>,
    root,
  )
}

/** Signs that somebody is there; a video or a recording that plays counts as one. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'scroll', 'timeupdate']

/** The page's own comings and goings. Chrome bars `unload`; `pagehide` and `visibilitychange` are what is reliable. */
function follow(session: Session): void {
  setInterval(session.tick, 1000)
  document.addEventListener('visibilitychange', () => session.setVisible(document.visibilityState === 'visible'))
  addEventListener('pagehide', (event) => {
    // A page kept for the back button may come to life again, and its session go on, or never, so it is saved.
    if (event.persisted) session.setVisible(false)
    else session.leave()
  })
  addEventListener('pageshow', () => session.setVisible(document.visibilityState === 'visible'))
  addEventListener('online', session.retrySave)
  // Scrolling and playing do not bubble.
  for (const sign of SIGNS) addEventListener(sign, session.attend, { capture: true, passive: true })
}

const root = document.getElementById('app')
if (root !== null) void start(root)
