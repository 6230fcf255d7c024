import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkPdf } from '../../../src/certificates/badge/check-pdf.ts'
import { checkSeal, sealPdf } from '../../../src/certificates/badge/seal.ts'
import { renderCertificate } from '../../../src/certificates/render.ts'
import fc from '../../support/properties.ts'
import { badge, NOON, pairOf, publicOf, retiredAt, SNAPSHOT, sealedPdf } from './made.ts'

const keys = pairOf('keys')
const known = publicOf(keys)
const made = await badge()
const pdf = await sealedPdf(made)
const text = new TextDecoder('latin1').decode(pdf)
const check = (bytes: Uint8Array, publicKeys = known) =>
  checkPdf(bytes, { keys: publicKeys, now: NOON, status: () => Promise.resolve('unknown') })

const flipped = (at: number, mask = 1): Uint8Array => {
  const copy = new Uint8Array(pdf)
  copy[at] = (copy[at] ?? 0) ^ mask
  return copy
}

describe('a sealed PDF', () => {
  test('is found whole with the public keys alone, and says what its badge says', async () => {
    expect(await checkSeal(pdf, known)).toEqual({ seal: 'whole', number: SNAPSHOT.number, at: NOON })
    expect(await check(pdf)).toMatchObject({
      verdict: 'valid',
      covers: 'bytes',
      facts: { learnerName: SNAPSHOT.learnerName },
    })
  })

  test('has the same bytes whenever it is sealed with the same badge', async () => {
    expect(Buffer.from(await sealedPdf(made)).equals(Buffer.from(pdf))).toBe(true)
  })

  test('ends where a PDF ends', () => {
    expect(text.slice(-6)).toMatch(/%%EOF\n?$/)
  })

  test('gives its three attachments to any reader', () => {
    const folder = mkdtempSync(join(tmpdir(), 'chartwright-seal-'))
    try {
      const file = join(folder, 'certificate.pdf')
      writeFileSync(file, pdf)
      execFileSync('pdfdetach', ['-saveall', '-o', folder, file])
      expect(readFileSync(join(folder, 'badge.json'), 'utf8')).toBe(made.credential)
      expect(readFileSync(join(folder, 'badge.jwt'), 'utf8')).toBe(made.jwt)
      expect(text.includes(readFileSync(join(folder, 'seal.jws'), 'utf8'))).toBe(true)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

test('the script in docs/verifying.md, which is none of ours, finds the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-seal-'))
  try {
    const docs = readFileSync(new URL('../../../docs/verifying.md', import.meta.url), 'utf8')
    const script = join(folder, 'check-seal.mjs')
    writeFileSync(script, /```js\n([\s\S]*?)```/.exec(docs)?.[1] ?? '')
    const say = (bytes: Uint8Array): string => {
      writeFileSync(join(folder, 'a.pdf'), bytes)
      const argv = [script, join(folder, 'a.pdf'), keys.ed25519.id]
      return execFileSync(process.execPath, argv, { encoding: 'utf8' })
    }
    expect(say(pdf)).toBe(`${SNAPSHOT.number} unchanged\n`)
    expect(say(flipped(1000))).toBe(`${SNAPSHOT.number} ALTERED\n`)
    const { stderr } = spawnSync(process.execPath, [script, join(folder, 'a.pdf')], { encoding: 'utf8' })
    expect(stderr).toContain('Error: usage: node check-seal.mjs certificate.pdf z6Mk…')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

describe('one byte changed', () => {
  test('is told anywhere in the file', async () => {
    const byte = fc.tuple(fc.nat(pdf.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(byte, async ([at, mask]) => {
        expect((await checkSeal(flipped(at, mask), known)).seal).not.toBe('whole')
        expect((await check(flipped(at, mask))).verdict).toMatch(/^(?:altered|unknown-issuer)$/)
      }),
      { numRuns: 250 },
    )
  })

  test('is told at each place of the seal itself, its last character included', async () => {
    const seal = /eyJ[\w-]+\.[\w-]+\.[\w-]{86}(?=\nendstream)/.exec(text)
    const start = seal?.index ?? 0
    const length = seal?.[0].length ?? 0
    expect(length).toBeGreaterThan(250)
    const verdicts = new Set<string>()
    for (let i = 0; i < length; i++) {
      for (const mask of [1, 2]) verdicts.add((await check(flipped(start + i, mask))).verdict)
    }
    expect([...verdicts].sort()).toEqual(['altered', 'unknown-issuer'])
  })

  test('is told when it is one more, one less, or behind the end', async () => {
    const middle = Math.floor(pdf.length / 2)
    const variants = [
      [...pdf, 10],
      [...pdf.subarray(0, -1)],
      [...pdf.subarray(0, middle), 32, ...pdf.subarray(middle)],
      [...pdf, ...new TextEncoder().encode('\n1 0 obj\n<<>>\nendobj\n%%EOF')],
    ]
    for (const variant of variants) {
      expect(await check(new Uint8Array(variant))).toEqual({ verdict: 'altered', doubt: 'signature' })
    }
  })
})

describe('a PDF', () => {
  test('that was saved anew has lost its seal', async () => {
    const again = await renderCertificate(SNAPSHOT)
    expect(await check(again)).toEqual({ verdict: 'altered', doubt: 'no-seal' })
  })

  test('of anybody else is no certificate', async () => {
    const other = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\ntrailer\n<<>>\n%%EOF')
    expect(await check(other)).toEqual({ verdict: 'unknown', doubt: 'no-certificate' })
    expect(await check(new Uint8Array(20_000_001))).toEqual({ verdict: 'unknown', doubt: 'too-large' })
  })

  test('with two seals, or with that of another, is altered', async () => {
    const seal = /eyJ[\w-]+\.[\w-]+\.[\w-]{86}(?=\nendstream)/.exec(text)?.[0] ?? ''
    const twice = new TextEncoder().encode(`%${seal}\n`)
    expect(await check(new Uint8Array([...pdf, ...twice]))).toEqual({ verdict: 'altered', doubt: 'signature' })
  })

  test('with the badge of another certificate is altered, even under a seal', async () => {
    const other = await badge({ snapshot: { number: 'CW-0000-0000-0000-0000' } })
    expect(await check(await sealedPdf(other))).toEqual({ verdict: 'altered', doubt: 'no-badge' })
  })

  test('sealed with a key that had been retired is refused', async () => {
    const retired = publicOf(retiredAt(keys, NOON - 1000))
    expect(await check(pdf, retired)).toEqual({ verdict: 'unknown-issuer', doubt: 'key-not-in-force' })
    expect(await check(pdf, publicOf(pairOf('others')))).toEqual({ verdict: 'unknown-issuer', doubt: 'unknown-key' })
  })

  test('without a place for the seal cannot be sealed', async () => {
    const order = { number: SNAPSHOT.number, key: keys.ed25519, at: NOON }
    await expect(sealPdf(await renderCertificate(SNAPSHOT), order)).rejects.toThrow('exactly one place')
  })
})
