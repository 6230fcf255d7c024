import { describe, expect, it } from 'vitest'
import { CERTIFICATE_NUMBER_BYTES, certificateNumber, parseCertificateNumber } from '../../src/certificates/number.ts'
import fc from '../support/properties.ts'

const prefix = fc.stringMatching(/^[A-Z]{2,6}$/)
const bytes = fc.uint8Array({ minLength: CERTIFICATE_NUMBER_BYTES, maxLength: 16 })
const number = fc.tuple(prefix, bytes).map(([prefix, bytes]) => certificateNumber(prefix, bytes))
const typed = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
const replaceAt = (text: string, at: number, character: string): string =>
  text.slice(0, at) + character + text.slice(at + 1)

describe('certificate numbers', () => {
  it('have a prefix and four groups of four', () => {
    const given = Uint8Array.from([1, 35, 69, 103, 137, 171, 205, 239, 17, 99])
    expect(certificateNumber('CW', given)).toBe('CW-04HM-ASW9-NF6Y-Y4BW')
  })

  it('carry 75 bits: each of the first 75 bits changes the number, and later ones do not', () => {
    const blank = certificateNumber('CW', new Uint8Array(10))
    for (let bit = 0; bit < 80; bit++) {
      const given = new Uint8Array(10)
      given[bit >> 3] = 128 >> (bit & 7)
      const changed = certificateNumber('CW', given) !== blank
      expect(changed, `bit ${bit}`).toBe(bit < 75)
    }
  })

  it('come back from what was written', () => {
    fc.assert(fc.property(number, (number) => parseCertificateNumber(number) === number))
  })

  it('come back from small letters, other dashes, spaces, O for 0 and I or L for 1', () => {
    fc.assert(
      fc.property(number, fc.constantFrom('', ' ', '-', '–', ' - '), fc.constantFrom('I', 'l'), (number, gap, one) => {
        const [prefix = '', ...groups] = number.split('-')
        const body = groups.map((group) => group.replaceAll('0', 'o').replaceAll('1', one))
        expect(parseCertificateNumber(` ${[prefix.toLowerCase(), ...body].join(gap).toLowerCase()}\n`)).toBe(number)
      }),
    )
  })

  it('show any one wrong character, in the prefix too', () => {
    fc.assert(
      fc.property(number, fc.nat(), fc.constantFrom(...typed), (number, place, character) => {
        const places = number.split('').flatMap((c, i) => (c === '-' ? [] : [i]))
        const wrong = replaceAt(number, places[place % places.length] ?? 0, character)
        const read = parseCertificateNumber(wrong)
        // Either it is the same number spelt otherwise, or it is refused: never another number.
        expect(read === undefined || read === number).toBe(true)
        const sameAsWritten = wrong.replace(
          /^([^-]+)(.*)$/,
          (_, p: string, body: string) => p + body.replaceAll('O', '0').replace(/[IL]/g, '1'),
        )
        expect(read).toBe(sameAsWritten === number ? number : undefined)
      }),
      { numRuns: 2000 },
    )
  })

  it('show two characters that changed places', () => {
    fc.assert(
      fc.property(number, fc.nat(14), (number, at) => {
        const bare = number.replaceAll('-', '')
        const i = bare.length - 16 + at
        const [a = '', b = ''] = [bare[i], bare[i + 1]]
        const swapped = replaceAt(replaceAt(bare, i, b), i + 1, a)
        expect(parseCertificateNumber(swapped)).toBe(a === b ? number : undefined)
      }),
    )
  })

  it('are never made up from anything else', () => {
    for (const text of ['', 'CW', 'CW-', '04HM-ASW9-NF6Y-Y4BW', 'CW-04HM-ASW9-NF6Y-Y4B', 'CW-04HM-ASW9-NF6Y-Y4BWW']) {
      expect(parseCertificateNumber(text), text).toBeUndefined()
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseCertificateNumber(text) === undefined))
  })

  it('refuse too little randomness and a prefix that is none', () => {
    expect(() => certificateNumber('CW', new Uint8Array(9))).toThrow('takes 10 random bytes, not 9')
    expect(() => certificateNumber('C1', new Uint8Array(10))).toThrow('2 to 6 letters A to Z, not "C1"')
  })
})
