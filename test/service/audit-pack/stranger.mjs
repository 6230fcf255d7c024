// Checks an audit pack as somebody would who has nothing of Chartwright: Node's own modules, and jsonld for what badges mean.
//   node stranger.mjs pack.zip [name of the issuer's key, learned elsewhere]
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { crc32, gunzipSync, inflateRawSync } from 'node:zlib'
import jsonld from 'jsonld'

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const decoded = (part) => JSON.parse(utf8(Buffer.from(part, 'base64url')))

/** Files of a zip by name, from its central directory (APPNOTE 4.3.12). */
export function unzip(zip) {
  const bytes = Buffer.from(zip)
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const files = new Map()
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, crc, packed] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 20),
    ]
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field))
    const local = bytes.readUInt32LE(at + 42)
    const path = utf8(bytes.subarray(at + 46, at + 46 + name))
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(start, start + packed)
    const content = method === 0 ? data : inflateRawSync(data)
    if (crc32(content) !== crc || files.has(path) || /^\/|\.\./.test(path)) throw new Error(`bad entry ${path}`)
    files.set(path, content)
    at += 46 + name + extra + comment
  }
  return files
}

function base58(text) {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let value = 0n
  for (const character of text.slice(1)) value = value * 58n + BigInt(alphabet.indexOf(character))
  const hex = value.toString(16)
  // Each leading 1 is a byte of zero.
  const [, zeros = ''] = /^.(1*)/.exec(text) ?? []
  return Buffer.concat([Buffer.alloc(zeros.length), Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')])
}

/** Everything that is wrong with the pack, in words. @param trusted name of the issuer's key, where it is known */
export async function checkPack(zip, trusted) {
  const found = []
  const wrong = (what) => found.push(what)
  const files = unzip(zip)
  const text = (path) => {
    if (files.has(path)) return utf8(files.get(path))
    wrong(`missing: ${path}`)
    return ''
  }
  const data = (path) => {
    try {
      return JSON.parse(text(path))
    } catch {
      wrong(`unreadable: ${path}`)
      return {}
    }
  }

  // 1. The files and the manifest.
  const manifest = data('manifest.json')
  const listed = new Set(['manifest.json', 'manifest.jws'])
  for (const { path, bytes, sha256: hash } of manifest.files ?? []) {
    listed.add(path)
    const content = files.get(path)
    if (content === undefined) wrong(`missing: ${path}`)
    else if (content.length !== bytes || sha256(content) !== hash) wrong(`changed: ${path}`)
  }
  for (const path of files.keys()) if (!listed.has(path)) wrong(`added: ${path}`)
  for (const line of text('SHA256SUMS').split('\n').filter(Boolean)) {
    const [hash, path] = line.split('  ')
    if (!files.has(path) || sha256(files.get(path)) !== hash) wrong(`sum: ${path}`)
  }

  // 2. Keys and signatures.
  const did = data('issuer/did.json')
  const keys = new Map((did.verificationMethod ?? []).map((method) => [method.id.split('#')[1], method]))
  const publicKey = (id) => {
    const method = keys.get(id)
    if (method === undefined) return undefined
    const jwk = method.publicKeyJwk ?? {
      kty: 'OKP',
      crv: 'Ed25519',
      x: base58(method.publicKeyMultibase).subarray(2).toString('base64url'),
    }
    return createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, format: 'jwk' })
  }
  const inForce = (id, at) => {
    const { inForceFrom, retired } = keys.get(id) ?? {}
    const time = Date.parse(at)
    return time >= Date.parse(inForceFrom) && (retired === undefined || time <= Date.parse(retired))
  }
  const signedBy = (input, signature, id, hash = null) => {
    const key = publicKey(id)
    return key !== undefined && verify(hash, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }, signature)
  }
  const [header = '', payload = '', signature = ''] = text('manifest.jws').split('.')
  const { kid, alg } = header === '' ? {} : decoded(header)
  if (alg !== 'EdDSA' || !signedBy(`${header}.${payload}`, Buffer.from(signature, 'base64url'), kid)) {
    wrong('manifest: not signed by a key in issuer/did.json')
  }
  if (Buffer.from(payload, 'base64url').compare(files.get('manifest.json') ?? Buffer.alloc(0)) !== 0) {
    wrong('manifest: not the one that was signed')
  }
  if (!inForce(kid, manifest.madeAt)) wrong('manifest: signed outside the time of the key')
  if (trusted !== undefined && kid !== trusted) wrong('manifest: not signed by the key that is trusted')

  // 3. Ledger.
  const ledger = data('ledger.json')
  const hashes = new Map(
    text('ledger-hashes.csv')
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map((line) => line.split(','))
      .map(([seq, hash]) => [Number(seq), hash]),
  )
  const entries = []
  for (const { seq, previous, hash, body } of ledger.lines ?? []) {
    if (sha256(`${previous}\n${body}`) !== hash) wrong(`ledger: line ${seq} was changed`)
    const named = (at, expected) => hashes.get(at) === undefined || hashes.get(at) === expected
    const first = seq > 1 || previous === '0'.repeat(64)
    if (!named(seq, hash) || !named(seq - 1, previous) || !first) wrong(`ledger: line ${seq} is not of this chain`)
    if (seq % ledger.hashesOfEvery === 0 && !hashes.has(seq)) wrong(`ledger: line ${seq} is not listed`)
    const entry = JSON.parse(body)
    if (entry.learner !== manifest.learner?.id) wrong(`ledger: line ${seq} is about somebody else`)
    entries.push(entry)
  }
  const { head = {} } = ledger
  if (manifest.ledger?.lines !== head.seq || manifest.ledger?.head !== head.hash) wrong('ledger: another head')
  if (hashes.has(head.seq) && hashes.get(head.seq) !== head.hash) wrong('ledger: the head is not of this chain')
  const undone = new Set(entries.flatMap((entry) => [entry.kind === 'revocation' ? entry.entry : entry.replaces]))
  const credits = entries.filter(({ kind }) => kind === 'credit')

  // 4. Rules and sums.
  const { evaluation, certificates = [] } = data('evaluation.json')
  const { rule, total, rules, counted, rejected, cycle } = evaluation
  if (sha256(text('rule.yaml')) !== rule.sha256) wrong('rules: rule.yaml is not the file that was used')
  const sum = (list) => Math.round(list.reduce((all, one) => all + one.credits, 0) * 100) / 100
  if (sum(counted) !== total.have || total.met !== total.have >= total.need) wrong('sum: the total is wrong')
  for (const { id, kind, have, need, met } of rules) {
    const under = sum(counted.filter((one) => one.rules.includes(id)))
    const limited = rules.some((one) => one.kind === 'max')
    if (limited && kind === 'min' ? under > have : under !== have) wrong(`sum: rule ${id} is wrong`)
    if (kind === 'min' && met !== have >= need) wrong(`sum: rule ${id} is not as it says`)
  }
  if (evaluation.met && !(total.met && rules.every(({ met }) => met))) wrong('sum: it is not met')
  const spoken = new Set([...counted, ...rejected].map(({ entry }) => entry))
  for (const { id } of credits) if (!spoken.has(id)) wrong(`sum: nothing is said of entry ${id}`)
  for (const { entry: id, recorded, completedOn, carried } of counted) {
    const entry = credits.find((one) => one.id === id)
    if (entry === undefined) wrong(`sum: entry ${id} is counted and not in the ledger`)
    else if (undone.has(id)) wrong(`sum: entry ${id} is counted and was taken back`)
    else if (entry.credits !== recorded.credits || entry.completedOn !== completedOn) wrong(`sum: entry ${id} differs`)
    if (!carried && (completedOn < cycle.start || completedOn > cycle.end)) wrong(`sum: ${id} is of another cycle`)
  }

  // 5. Certificates and badges.
  const contexts = new Map(
    [...files.keys()]
      .filter((path) => path.startsWith('issuer/contexts/'))
      .map((path) => {
        const { url, document } = data(path)
        return [url, document]
      }),
  )
  const documentLoader = async (url) => {
    if (!contexts.has(url)) throw new Error(`no context ${url}`)
    return { contextUrl: null, documentUrl: url, document: contexts.get(url) }
  }
  const digest = async (document) =>
    createHash('sha256')
      .update(
        await jsonld.canonize(document, {
          algorithm: 'RDFC-1.0',
          format: 'application/n-quads',
          safe: true,
          documentLoader,
        }),
      )
      .digest()
  const isProven = async ({ proof, ...document }) => {
    const { proofValue, ...config } = proof ?? {}
    const id = String(config.verificationMethod).split('#')[1]
    if (config.cryptosuite !== 'eddsa-rdfc-2022' || !inForce(id, config.created)) return false
    const input = [await digest({ '@context': document['@context'], ...config }), await digest(document)]
    return signedBy(Buffer.concat(input), base58(proofValue), id)
  }
  const lists = new Map()
  for (const path of [...files.keys()].filter((one) => one.startsWith('status/'))) {
    const list = data(path)
    if (!(await isProven(list).catch(() => false))) wrong(`status: ${path} is not signed`)
    lists.set(list.id, gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url')))
  }
  for (const { number, entry: id, status } of certificates) {
    const entry = credits.find((one) => one.id === id)
    if (entry === undefined) wrong(`certificate ${number}: its entry is not in the ledger`)
    const pdf = (files.get(`certificates/${number}.pdf`) ?? Buffer.alloc(0)).toString('latin1')
    const seals = pdf.match(/(?<=stream\n)eyJ[\w-]+\.[\w-]+\.[\w-]{86}(?=\nendstream)/g) ?? []
    const [head = '', body = '', sealed = ''] = (seals[0] ?? '').split('.')
    const seal = seals.length === 1 ? decoded(body) : {}
    const rest = sha256(Buffer.from(pdf.replace(seals[0] ?? '', ''), 'latin1'))
    const sealedBy = seals.length === 1 ? decoded(head).kid : ''
    if (
      seal.sha256 !== rest ||
      seal.number !== number ||
      !signedBy(`${head}.${body}`, Buffer.from(sealed, 'base64url'), sealedBy)
    ) {
      wrong(`certificate ${number}: the seal of its PDF is broken`)
    }
    const snapshot = text(`certificates/${number}.json`)
    if (entry?.evidence.snapshot !== undefined && sha256(snapshot) !== entry.evidence.snapshot) {
      wrong(`certificate ${number}: its text is not the one in the ledger`)
    }
    const badge = data(`credentials/${number}.json`)
    if (!(await isProven(badge).catch(() => false)))
      wrong(`certificate ${number}: the proof of its badge does not hold`)
    const { ceu, identifier } = badge.credentialSubject ?? {}
    const says = snapshot === '' ? {} : JSON.parse(snapshot)
    if (
      ceu?.certificateNumber !== number ||
      says.number !== number ||
      identifier?.[0]?.identityHash !== says.learnerName ||
      ceu?.credits !== entry?.credits ||
      ceu?.completedOn !== entry?.completedOn
    ) {
      wrong(`certificate ${number}: badge, text and entry differ`)
    }
    const [top = '', middle = '', end = ''] = text(`credentials/${number}.jwt`).split('.')
    const jwtKey = String(top && decoded(top).kid).split('#')[1]
    const claims = middle === '' ? {} : decoded(middle)
    if (!signedBy(`${top}.${middle}`, Buffer.from(end, 'base64url'), jwtKey, 'sha256')) {
      wrong(`certificate ${number}: the signature of its JWT does not hold`)
    }
    if (JSON.stringify(claims.credentialSubject) !== JSON.stringify(badge.credentialSubject)) {
      wrong(`certificate ${number}: JWT and badge differ`)
    }
    const place = badge.credentialStatus?.[0]
    const bits = lists.get(place?.statusListCredential)
    const index = Number(place?.statusListIndex)
    if (bits === undefined) wrong(`certificate ${number}: no status list`)
    else {
      const over = ((bits[index >> 3] ?? 0) & (128 >> (index & 7))) !== 0
      if (over && status === 'in force') wrong(`certificate ${number}: said to be in force, and it is not`)
      if (over !== undone.has(id)) wrong(`certificate ${number}: status list and ledger differ`)
    }
  }

  // 6. What entries of the cycle name is there.
  for (const { completedOn, evidence } of credits) {
    if (completedOn < cycle.start || completedOn > cycle.end) continue
    const { file, certificate } = evidence
    const names = [...files.keys()]
    const proof = file && names.find((path) => path.startsWith(`evidence/${file.sha256}.`))
    if (file && (proof === undefined || sha256(files.get(proof)) !== file.sha256)) wrong(`evidence: ${file.name}`)
    if (certificate !== undefined && !certificates.some(({ number }) => number === certificate)) {
      wrong(`certificate ${certificate}: not in the pack`)
    }
  }
  return [...new Set(found)]
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const findings = await checkPack(readFileSync(process.argv[2] ?? ''), process.argv[3])
  for (const finding of findings) console.log(finding)
  console.log(findings.length === 0 ? 'Nothing wrong was found.' : `${findings.length} wrong.`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
