/**
 * An LMS that launches by cmi5 or by xAPI launch parameters, with the record store behind it, over real HTTP on this machine.
 * It refuses what the standards let it refuse, and can be told to misbehave.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { cmi5Extensions, LAUNCH_DATA } from '../../src/model/cmi5.ts'
import { brokenBy, type Json, type LmsSession, record, type Said } from './fake-lrs-rules.ts'

export interface LmsOptions {
  /** What of entity tags it gives: with every answer, on reading only (as most do), none, or one that a proxy has changed. */
  readonly tags?: 'all' | 'reading' | 'none' | 'spoilt'
  /** How `passed` and other statements are judged: by the rules of cmi5, or not at all. */
  readonly rules?: 'cmi5' | 'xapi'
}

export interface LaunchOptions {
  readonly mode?: LmsSession['mode']
  readonly masteryScore?: number
  readonly returnUrl?: string
  /** Goes on in the registration of this launch. */
  readonly after?: Launched
}

export interface Launched {
  /** The query string of the launch, with its question mark. */
  readonly search: string
  readonly registration: string
  readonly session: LmsSession
}

export interface Seen {
  readonly method: string
  /** Path and query below the server. */
  readonly url: string
  readonly origin: string | undefined
  readonly cookie: string | undefined
  readonly status: number
}

export const ACTIVITY = 'https://lms.example/activities/17'
export const PUBLISHER = 'https://chartwright.example/courses/minimal/au/course'
const HEADERS = 'Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match'

export async function fakeLms({ tags = 'reading', rules = 'cmi5' }: LmsOptions = {}) {
  const actor = {
    objectType: 'Agent',
    name: 'Ada Example',
    account: { homePage: 'https://lms.example', name: '1625378' },
  }
  const sessions = new Map<string, LmsSession & { token: string | undefined }>()
  const said = new Map<string, Said>()
  const documents = new Map<string, string>()
  const statements: Json[] = []
  const refusals: string[] = []
  const seen: Seen[] = []
  const lms = {
    url: '',
    actor,
    statements,
    /** Requirements that were broken, oldest first. */
    refusals,
    documents,
    seen,
    /** Answers a request with this status, before it does anything. 0: the connection is cut; -1: nothing ever comes back. */
    fault: undefined as ((method: string, path: string) => number | undefined) | undefined,
    /** Milliseconds that every answer takes. */
    delay: 0,
    verbs: (): string[] => statements.map(({ verb }) => String(record(verb).id).split('/').at(-1) ?? ''),
    /** Text of saved progress. */
    progress: (): string | undefined => documents.get(progressKey() ?? ''),
    /** Puts another text in its place. */
    setProgress: (text: string): void => {
      const key = progressKey()
      if (key === undefined) throw new Error('There is no saved progress yet.')
      documents.set(key, text)
    },
    launch,
    tincan: (extra: Readonly<Record<string, string>> = {}): string =>
      `?${new URLSearchParams({ endpoint: `${lms.url}/xapi/`, auth: 'Basic dGluOmNhbg==', actor: JSON.stringify(actor), registration: '760e3480-ba55-4991-94b0-01820dbd23a2', activity_id: 'https://chartwright.example/courses/minimal', ...extra })}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  function progressKey(): string | undefined {
    return [...documents.keys()].find((key) => key.includes('stateId=progress'))
  }

  function launch({ mode = 'Normal', masteryScore = 0.7, returnUrl, after }: LaunchOptions = {}): Launched {
    const id = randomUUID()
    const registration = after?.registration ?? randomUUID()
    const template = {
      registration,
      contextActivities: { grouping: [{ id: PUBLISHER }] },
      extensions: { [cmi5Extensions.sessionId]: id, 'https://lms.example/tenant': { name: 'north' } },
    }
    // An active session of the same registration is abandoned (9.3.6).
    for (const other of sessions.values()) if (other.registration === registration) other.over = true
    const session = {
      id,
      actor,
      registration,
      activityId: ACTIVITY,
      mode,
      template,
      token: undefined,
      masteryScore: masteryScore < 0 ? undefined : masteryScore,
      preferencesRead: false,
      over: false,
      began: '',
      verbs: new Set<string>(),
    }
    sessions.set(id, session)
    documents.set(
      stateKey(
        new URLSearchParams({
          stateId: LAUNCH_DATA,
          activityId: ACTIVITY,
          registration,
          agent: JSON.stringify(actor),
        }),
      ),
      JSON.stringify({
        contextTemplate: template,
        launchMode: mode,
        moveOn: 'CompletedAndPassed',
        ...(session.masteryScore === undefined ? {} : { masteryScore }),
        ...(returnUrl === undefined ? {} : { returnURL: returnUrl }),
      }),
    )
    const query = new URLSearchParams({
      endpoint: `${lms.url}/xapi/`,
      fetch: `${lms.url}/fetch?k=${id}`,
      actor: JSON.stringify(actor),
      registration,
      activityId: ACTIVITY,
    })
    return { search: `?${query}`, registration, session }
  }

  const server = createServer((request, response) => {
    // A browser that is closed breaks off what it was sending; nobody is there to be answered.
    read(request).then(
      (body) => answer(request, response, body),
      () => request.socket.destroy(),
    )
  })

  function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const url = new URL(request.url ?? '/', lms.url)
    const { origin, cookie } = request.headers
    const method = request.method ?? 'GET'
    const allow = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, PUT, POST',
      'Access-Control-Allow-Headers': HEADERS,
      'Access-Control-Expose-Headers': 'ETag',
    }
    if (method === 'OPTIONS') {
      response.writeHead(204, allow).end()
      return
    }
    const fault = lms.fault?.(method, url.pathname)
    if (fault === 0) {
      request.socket.destroy()
      return
    }
    const reply = fault === undefined ? route(method, url, request, body) : { status: fault }
    seen.push({ method, url: `${url.pathname}${url.search}`, origin, cookie, status: reply.status })
    if (fault === -1) return
    setTimeout(() => response.writeHead(reply.status, { ...allow, ...reply.headers }).end(reply.text ?? ''), lms.delay)
  }

  interface Answer {
    readonly status: number
    readonly text?: string
    readonly headers?: Readonly<Record<string, string>>
  }

  function route(method: string, url: URL, request: IncomingMessage, body: string): Answer {
    const query = url.searchParams
    if (url.pathname === '/fetch') return fetchToken(method, query.get('k') ?? '')
    const session = bySession(request.headers.authorization)
    if (
      rules === 'cmi5' ? session === undefined || session.over : request.headers.authorization !== 'Basic dGluOmNhbg=='
    )
      return { status: 401, text: 'no session' }
    if (request.headers['x-experience-api-version'] !== '1.0.3') return { status: 400, text: 'version' }
    switch (url.pathname) {
      case '/xapi/activities/state':
        return state(method, query, request, body)
      case '/xapi/agents/profile':
        if (session !== undefined) session.preferencesRead = true
        return { status: 404 }
      case '/xapi/statements':
        return method === 'GET' ? oneStatement(query.get('statementId')) : take(session, JSON.parse(body))
      default:
        return { status: 404 }
    }
  }

  function fetchToken(method: string, id: string): Answer {
    const session = sessions.get(id)
    if (method !== 'POST' || session === undefined) return { status: 405 }
    const headers = { 'Content-Type': 'application/json' }
    if (session.token !== undefined)
      return { status: 200, headers, text: JSON.stringify({ 'error-code': '1', 'error-text': 'used' }) }
    session.token = Buffer.from(`:${id}`).toString('base64')
    return { status: 200, headers, text: JSON.stringify({ 'auth-token': session.token }) }
  }

  const bySession = (authorization: string | undefined) =>
    [...sessions.values()].find(({ token }) => token !== undefined && authorization === `Basic ${token}`)

  function state(method: string, query: URLSearchParams, request: IncomingMessage, body: string): Answer {
    const key = stateKey(query)
    const known = documents.get(key)
    const tag = known === undefined ? undefined : tagOf(known)
    if (method === 'GET')
      return known === undefined ? { status: 404 } : { status: 200, text: known, headers: shown(tag, 'reading') }
    if (query.get('stateId') === LAUNCH_DATA) return refuse('10.2.1.0-5')
    const { 'if-match': match, 'if-none-match': none } = request.headers
    const spoilt = tags === 'spoilt' && match !== undefined
    if ((none === '*' && known !== undefined) || (match !== undefined && match !== tag) || spoilt)
      return { status: 412 }
    documents.set(key, body)
    return { status: 204, headers: shown(tagOf(body), 'writing') }
  }

  const shown = (tag: string | undefined, when: 'reading' | 'writing'): Record<string, string> =>
    tag !== undefined && tags !== 'none' && (tags === 'all' || when === 'reading') ? { ETag: tag } : {}

  const oneStatement = (id: string | null): Answer => {
    const found = statements.find((one) => one.id === id)
    return found === undefined ? { status: 404 } : { status: 200, text: JSON.stringify(found) }
  }

  /** A batch is taken or refused as a whole. */
  function take(session: LmsSession | undefined, sent: unknown): Answer {
    const list = (Array.isArray(sent) ? sent : [sent]).map(record)
    if (session !== undefined) {
      // As ADL's own player has it: whether a session has begun is asked before a batch, not within it.
      if (list.length > 1 && !session.verbs.has('initialized')) return refuse('9.3.0.0-4 in one batch')
      const told = `${session.registration} ${session.activityId}`
      const trial = { ...session, verbs: new Set(session.verbs) }
      const trialSaid = new Set(said.get(told))
      const broken = list.map((statement) => brokenBy(statement, trial, trialSaid)).find((one) => one !== undefined)
      if (broken !== undefined) return refuse(broken)
      const { over, began } = trial
      Object.assign(session, { over, began })
      for (const verb of trial.verbs) session.verbs.add(verb)
      said.set(told, trialSaid)
    }
    statements.push(...list.filter(({ id }) => !statements.some((known) => known.id === id)))
    return { status: 200, text: JSON.stringify(list.map(({ id }) => id)) }
  }

  function refuse(requirement: string): Answer {
    refusals.push(requirement)
    return { status: 403, text: requirement }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  lms.url = `http://127.0.0.1:${address.port}`
  return lms
}

export type FakeLms = Awaited<ReturnType<typeof fakeLms>>

const tagOf = (text: string): string => `"${createHash('sha1').update(text).digest('hex')}"`

const stateKey = (query: URLSearchParams): string =>
  ['stateId', 'activityId', 'registration', 'agent'].map((name) => `${name}=${query.get(name)}`).join('&')

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks).toString('utf8')
}
