import { PRINTED_SCRIPTS } from './fonts.ts'

/** The field that could not be printed, by its name in the snapshot: `learnerName`, `approval.title`. */
type CertificateField = string

/** Why a certificate cannot be drawn, as data for the caller's own message. */
export type CertificateFault =
  /** Characters the bundled fonts cannot draw; in order of appearance, each once. */
  | { readonly code: 'missing-glyphs'; readonly field: CertificateField; readonly characters: readonly string[] }
  /** Text that would have to be smaller than a person can read to fit on the page. */
  | { readonly code: 'text-too-long'; readonly field: CertificateField; readonly length: number }
  /** A value that cannot stand on a certificate: an impossible date, an address that is not http(s), an empty name. */
  | {
      readonly code: 'invalid-value'
      readonly field: CertificateField
      readonly value: string
      readonly expected: string
    }

/** Thrown by `renderCertificate`; `fault` says what to mend. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError'
  readonly fault: CertificateFault

  constructor(fault: CertificateFault) {
    super(describe(fault))
    this.fault = fault
  }
}

/** `"山" (U+5C71)`; characters that show nothing are named by their code point alone. */
function nameCharacter(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return /[\p{C}\p{Z}\p{M}]/u.test(character) ? code : `"${character}" (${code})`
}

function describe(fault: CertificateFault): string {
  switch (fault.code) {
    case 'missing-glyphs':
      return (
        `The certificate's fonts cannot print ${fault.characters.map(nameCharacter).join(', ')} in ${fault.field}. ` +
        PRINTED_SCRIPTS
      )
    case 'text-too-long':
      return `${fault.field} has ${fault.length} characters and does not fit on a certificate in a readable size. Shorten it.`
    case 'invalid-value':
      return `${fault.field} is ${JSON.stringify(fault.value)}; a certificate needs ${fault.expected}.`
  }
}
