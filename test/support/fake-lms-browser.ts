import { createFakeLms } from './fake-lms.ts'
import { installLms } from './fake-lms-page.ts'

installLms('API', createFakeLms)
