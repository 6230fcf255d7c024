import { ERROR } from '../api/open-api.ts'
import { type ApiRoute, refuse, route } from '../api/route.ts'
import type { Service } from '../dependencies.ts'
import { notePack } from './note.ts'
import { auditPack } from './pack.ts'

export const AUDIT_PACK_PATH = '/api/audit-pack'

/** The same for the operator, and for instructors' programs. */
export const auditPackApi = (service: Service): readonly ApiRoute[] => [
  route({
    method: 'get',
    path: AUDIT_PACK_PATH,
    operationId: 'auditPack',
    summary: 'Everything that bears on one learner, credential and cycle, as a zip that a stranger can check offline',
    access: 'staff',
    query: {
      learner: { description: 'Id of the learner.', schema: { type: 'string', maxLength: 100 }, required: true },
      credential: { description: 'Id of the credential.', schema: { type: 'string', maxLength: 100 }, required: true },
      cycle: {
        description: 'Any day of the cycle that is meant; today when left out.',
        schema: { type: 'string', maxLength: 10 },
      },
    },
    answers: {
      200: { description: 'The zip.', file: 'application/zip' },
      400: { description: 'Not as described, or there is no such pack; why.', schema: ERROR },
    },
    handle: async ({ who, query: { learner = '', credential = '', cycle } }) => {
      await service.awards.settled()
      const asked = { learner, credential, ...(cycle === undefined ? {} : { cycle }) }
      const pack = await auditPack(service, asked)
      if ('wrong' in pack) return refuse(400, 'refused', pack.wrong)
      await notePack(service.store, service.now(), who, asked)
      return { status: 200, file: { type: 'application/zip', name: pack.name, content: pack.zip } }
    },
  }),
]
