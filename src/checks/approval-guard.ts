import { approvalProblems } from './awards/approval.ts'
import { claimProblems } from './awards/claims.ts'
import { credentialProblems } from './awards/credentials.ts'
import { windowProblems } from './awards/window.ts'
import type { Check } from './check.ts'

/** An award claims nothing that an auditor would have to strike out. */
export const approvalGuard: Check = {
  summary: 'Awards claim no more than the course, its purpose, its approval and the body allow',
  run: ({ course, at, today, credentials }) =>
    course.awards.flatMap((award, i) => {
      const place = (field: string) => at.course(`/awards/${i}/${field}`)
      return [
        ...claimProblems(award, course.purpose, place),
        ...approvalProblems(award, today, place),
        ...windowProblems(award, today, place),
        ...(credentials === undefined ? [] : credentialProblems(award, { today, credentials, course }, place)),
      ]
    }),
}
