import { createFakeLms } from './fake-lms-2004.ts'
import { installLms } from './fake-lms-page.ts'

installLms('API_1484_11', createFakeLms)
