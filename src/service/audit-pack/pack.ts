import { createPublicKey } from 'node:crypto'
import { CREDENTIALS_V2, OPEN_BADGES_3, OPEN_BADGES_EXTENSIONS } from '../../certificates/badge/context.ts'
import { didDocument, issuerDid } from '../../certificates/badge/issuer.ts'
import { documentLoader } from '../../certificates/badge/loader.ts'
import { renderReport } from '../../certificates/report.ts'
import { DISCLAIMER } from '../../credentials/words.ts'
import { publicKeys } from '../badges/keys.ts'
import { nameOf, verdictOn } from '../credits/learner-credits.ts'
import { ledgerCsv } from '../credits/ledger-csv.ts'
import { offlineCopy } from '../pages/offline-copy.tsx'
import { plainDate } from '../settings.ts'
import { gatherPack, type PackAsked, type Packer, type PackFacts } from './gather.ts'
import { indexReport } from './index-report.ts'
import { hashesCsv, ledgerJson } from './ledger-extract.ts'
import { json, utf8, withManifest } from './manifest.ts'
import { readmeText } from './readme.ts'
import { evidencePath, statusWords } from './words.ts'
import { zipFiles } from './zip.ts'

export interface AuditPack {
  /** Of the zip. */
  readonly name: string
  readonly zip: Uint8Array
}

/**
 * Everything that bears on one learner, credential and cycle as one zip that a stranger can check offline, or why there
 * is none. The same records at the same moment give the same bytes.
 */
export async function auditPack(packer: Packer, asked: PackAsked): Promise<AuditPack | { readonly wrong: string }> {
  const facts = await gatherPack(packer, asked)
  if ('wrong' in facts) return facts
  const { rule, cycle } = facts.evaluation
  return {
    name: `audit-pack-${rule.credential}-${cycle.start}.zip`,
    zip: zipFiles(await packFiles(packer, facts)),
  }
}

async function packFiles(packer: Packer, facts: PackFacts): Promise<ReadonlyMap<string, Uint8Array>> {
  const { settings } = packer
  const { at, learner, evaluation, holding, rules, keys, certificates, head } = facts
  const key = keys.pair.ed25519
  const files = new Map<string, Uint8Array>([
    ['README.txt', utf8(readmeText(facts, settings, key))],
    ['index.pdf', await renderReport(indexReport(facts, settings))],
    ['ledger.csv', utf8(ledgerCsv(csvRows(packer, facts)))],
    ['ledger.json', ledgerJson(facts)],
    ['ledger-hashes.csv', hashesCsv(facts)],
    ['rule.yaml', utf8(rules.text)],
    ['evaluation.json', json(evaluationOf(packer, facts))],
    ['verify.html', utf8(`<!doctype html>${await offlineCopy(packer, at)}`)],
    ...(await issuerFiles(packer, facts)),
  ])
  for (const { kept, pdf, credential, jwt } of certificates) {
    files.set(`certificates/${kept.number}.pdf`, pdf)
    // As it was written: its hash stands in the ledger.
    files.set(`certificates/${kept.number}.json`, utf8(kept.snapshot))
    files.set(`credentials/${kept.number}.json`, utf8(credential))
    files.set(`credentials/${kept.number}.jwt`, utf8(jwt))
  }
  for (const [list, text] of facts.lists) files.set(`status/${list}.json`, utf8(text))
  for (const file of facts.evidence.values()) files.set(evidencePath(file), file.content)
  const { start, end } = evaluation.cycle
  return withManifest(
    files,
    {
      issuer: issuerDid(settings.publicUrl, key),
      organisation: settings.organisation.name,
      madeAt: new Date(at).toISOString(),
      learner: { id: learner.id, name: learner.name },
      credential: holding.credential,
      cycle: { start, end },
      ledger: { lines: head.seq, head: head.hash },
    },
    key,
  )
}

const evaluationOf = ({ settings }: Packer, { at, learner, holding, evaluation, certificates }: PackFacts): object => ({
  disclaimer: DISCLAIMER,
  asOf: new Date(at).toISOString(),
  timeZone: settings.timeZone,
  learner: { id: learner.id, name: learner.name },
  holding: { since: holding.since, extra: holding.extra },
  evaluation,
  certificates: certificates.map(({ kept }) => ({
    number: kept.number,
    entry: kept.entry,
    status: statusWords(kept, plainDate(at, settings.timeZone)),
  })),
})

/** Public keys as DID document and for openssl, and what JSON-LD proofs are read by. */
async function issuerFiles({ settings }: Packer, { keys }: PackFacts): Promise<readonly [string, Uint8Array][]> {
  const all = publicKeys(keys)
  const load = documentLoader([])
  const contexts = {
    'credentials-v2.json': CREDENTIALS_V2,
    'open-badges-3.0.3.json': OPEN_BADGES_3,
    'open-badges-extensions.json': OPEN_BADGES_EXTENSIONS,
  }
  return [
    ['issuer/did.json', json(didDocument(settings.publicUrl, all))],
    ...all.map(({ id, jwk }): [string, Uint8Array] => [
      `issuer/keys/${id}.pem`,
      utf8(
        createPublicKey({ key: { ...jwk }, format: 'jwk' })
          .export({ type: 'spki', format: 'pem' })
          .toString(),
      ),
    ]),
    ...(await Promise.all(
      Object.entries(contexts).map(
        async ([name, url]): Promise<[string, Uint8Array]> => [
          `issuer/contexts/${name}`,
          json({ url, document: (await load(url)).document }),
        ],
      ),
    )),
  ]
}

const csvRows = (packer: Packer, { standings, holding, evaluation }: PackFacts): Parameters<typeof ledgerCsv>[0] => {
  const held = { holding, name: nameOf(packer, holding.credential), evaluation, steps: [] }
  return standings.map(({ entry, standing }) => ({
    entry,
    standing,
    verdicts: verdictOn(held, entry.id),
    meantFor: entry.credentials.map((id) => nameOf(packer, id)),
  }))
}
