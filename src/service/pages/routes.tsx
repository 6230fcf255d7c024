/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { auditPackRoutes } from '../audit-pack/routes.tsx'
import { personOf, signedIn } from '../auth/guards.ts'
import { certificateRoutes } from '../certificates/routes.tsx'
import type { Service } from '../dependencies.ts'
import type { AppEnv } from '../http/env.ts'
import { creditsRoutes } from './credits-routes.tsx'
import { entryRoutes } from './entry-routes.tsx'
import { externalRoutes } from './external-routes.tsx'
import { InstructorPage } from './instructor.tsx'
import { courseMatrices } from './instructor-data.ts'
import { answerPage } from './layout.tsx'
import { LearnerPage } from './learner.tsx'
import { learnerHome } from './learner-data.ts'
import { instructorsOnly, peopleCreditsRoutes } from './people-credits-routes.tsx'
import { verifyRoutes } from './verify-routes.tsx'

export function pageRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings } = service

  app.get('/', signedIn, async (c) => {
    const person = personOf(c)
    const home = await learnerHome(service, person)
    return answerPage(c, <LearnerPage settings={settings} person={person} home={home} />)
  })

  app.get('/instructor', signedIn, instructorsOnly(settings), async (c) => {
    const matrices = await courseMatrices(service)
    const options = service.commandOptions ?? ''
    const page = <InstructorPage settings={settings} person={personOf(c)} matrices={matrices} options={options} />
    return answerPage(c, page)
  })

  creditsRoutes(app, service)
  externalRoutes(app, service)
  entryRoutes(app, service)
  peopleCreditsRoutes(app, service)

  auditPackRoutes(app, service)
  certificateRoutes(app, service)
  verifyRoutes(app, service)
}
