// The least an HTTP service on the same framework could do: take the body, parse it, answer the ids.

import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'

const app = new Hono()
app.post('/xapi/statements', async (c) => {
  const sent = await c.req.json()
  return c.json((Array.isArray(sent) ? sent : [sent]).map(({ id }) => id))
})
const listener = getRequestListener((request, env) => app.fetch(request, env))
const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
server.listen(0, '127.0.0.1', () => console.log(`Bare is at http://127.0.0.1:${server.address().port}`))
