import { ajvEngine } from '../api/ajv.ts'
import { faultIn } from '../api/route.ts'
import { type Acting, type StaffAction, type StaffActionName, staffActions } from './actions.ts'
import type { Wrong } from './by.ts'

/** Does what was asked without HTTP, after holding it against the same schema. */
export async function runStaffAction(name: StaffActionName, acting: Acting, asked: unknown): Promise<object | Wrong> {
  const action: StaffAction = staffActions[name]
  const validate = ajvEngine().compile(action.schema)
  return validate(asked)
    ? action.run(acting, asked)
    : { wrong: `This is not as described: ${faultIn(validate.errors ?? [])}.` }
}
