import type { Settings } from '../../src/service/settings.ts'

/** What a service is told about itself where a test says nothing else. */
export const testSettings: Settings = {
  publicUrl: 'http://localhost',
  organisation: { name: 'Test College' },
  trustProxy: false,
  certificatePrefix: 'CW',
  timeZone: 'UTC',
  demo: false,
}
