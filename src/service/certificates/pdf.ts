import { emptySeal, SEAL_NAME, sealPdf } from '../../certificates/badge/seal.ts'
import { renderCertificate } from '../../certificates/render.ts'
import type { CertificateSnapshot } from '../../certificates/snapshot.ts'
import type { CertificateTemplate } from '../../model/schema-types.ts'
import { sha256 } from '../../storage/canonical.ts'
import type { CertificateCredential, KeptCertificate } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { storedTemplate } from '../../validation/template-files.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import { signingKeys } from '../badges/keys.ts'
import type { Dependencies } from '../dependencies.ts'
import { addBadge } from './make.ts'

type Printer = Pick<Dependencies, 'store' | 'now' | 'random' | 'settings'>

/**
 * The PDF of a certificate, with its signed badge attached and sealed. Drawn when it is first asked for and kept: the same
 * bytes ever after. Undefined for a number that was never issued.
 */
export async function certificatePdf(printer: Printer, number: string): Promise<Uint8Array | undefined> {
  const { store, now } = printer
  const certificate = await store.certificates.get(number)
  if (certificate === undefined) return undefined
  if (certificate.pdf !== undefined) return fileOf(store, certificate.pdf)
  const snapshot = readSnapshot(certificate.snapshot)
  const { credential, jwt } = await badgeOf(printer, certificate, snapshot)
  const at = now()
  const order = { number, key: (await signingKeys(store, printer)).pair.ed25519, at }
  const drawn = await renderCertificate(snapshot, {
    template: await templateOf(store, snapshot),
    attachments: [
      {
        name: 'badge.json',
        type: 'application/vc',
        content: utf8(credential),
        relationship: 'Data',
        description: 'The certificate as a signed Open Badges 3.0 credential',
      },
      {
        name: 'badge.jwt',
        type: 'application/vc+jwt',
        content: utf8(jwt),
        relationship: 'Data',
        description: 'The same credential as a JSON web token',
      },
      {
        name: SEAL_NAME,
        type: 'application/jose',
        content: utf8(emptySeal(order)),
        relationship: 'Supplement',
        description: 'The seal over every byte of this file',
        stored: true,
      },
    ],
  })
  const sealed = await sealPdf(drawn, order)
  return store.transaction(async (tx) => {
    const hash = sha256(sealed)
    await tx.files.put({ sha256: hash, type: 'application/pdf', name: `${number}.pdf`, content: sealed, at })
    // Whoever asked at the same time may have been first.
    const kept = await tx.certificates.setPdf(number, hash)
    return kept === hash ? sealed : fileOf(tx, kept)
  })
}

/** Certificates from before there were badges get theirs when it is first needed. */
export async function badgeOf(
  printer: Printer,
  { number, credential, issued }: KeptCertificate,
  snapshot: CertificateSnapshot,
): Promise<CertificateCredential> {
  if (credential !== undefined) return credential
  return printer.store.transaction(async (tx) => {
    const found = await tx.certificates.get(number)
    return found?.credential ?? addBadge(tx, printer, snapshot, issued)
  })
}

async function templateOf(store: Store, { template }: CertificateSnapshot): Promise<CertificateTemplate | undefined> {
  return template === undefined ? undefined : storedTemplate(new TextDecoder().decode(await fileOf(store, template)))
}

async function fileOf({ files }: Store, hash: string): Promise<Uint8Array> {
  const file = await files.get(hash)
  if (file === undefined) throw new Error('A file of a certificate is not among the files')
  return file.content
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
