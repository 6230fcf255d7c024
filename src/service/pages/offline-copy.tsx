/** @jsxImportSource hono/jsx */
import { createHash } from 'node:crypto'
import { publicKeys, signingKeys } from '../badges/keys.ts'
import { scriptJson } from '../courses.ts'
import type { Service } from '../dependencies.ts'
import { plainDate } from '../settings.ts'
import { OfflinePage } from './verify-file.tsx'

/** The page that checks files in the browser alone, with everything in it; `at` is the moment it is a copy of. */
export async function offlineCopy(
  service: Pick<Service, 'settings' | 'store' | 'player' | 'pageStyle' | 'now' | 'random'>,
  at: number,
): Promise<string> {
  const { settings, player, pageStyle } = service
  const script = decode(player.get('verify.js')).replaceAll('</script', '<\\/script')
  const page: unknown = (
    <OfflinePage
      settings={settings}
      issuer={await issuerJson(service, true)}
      style={decode(player.get('tokens.css')) + decode(pageStyle)}
      script={script}
      scriptHash={createHash('sha256').update(script).digest('base64')}
      day={plainDate(at, settings.timeZone)}
    />
  )
  return String(page)
}

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** What the script on the page knows of the issuer: public keys and their dates. */
export async function issuerJson(
  { settings, store, now, random }: Pick<Service, 'settings' | 'store' | 'now' | 'random'>,
  offline: boolean,
): Promise<string> {
  const keys = publicKeys(await signingKeys(store, { now, random }))
  return scriptJson({ publicUrl: settings.publicUrl, keys, demo: settings.demo, offline })
}
