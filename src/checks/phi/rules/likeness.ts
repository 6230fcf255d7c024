import { byPattern, type IdentifierRule } from '../identifier.ts'

const biometric = byPattern('biometric', [
  /\b(?:finger|thumb|palm|voice|foot|hand)[ -]?prints?\b/dgi,
  /\b(?:iris|retina) scans?\b|\bfac(?:e|ial) (?:recognition|geometry)\b|\bbiometrics?\b/dgi,
])

/** A wound's photograph shows nobody; a face does. */
const photo = byPattern('photo', [
  /\bfull[- ]fac(?:e|ial)\b(?: (?:photo(?:graph)?|image|picture|view)s?)?/dgi,
  /\b(?:photo(?:graph)?|picture|selfie|portrait|headshot|mugshot)s? of (?:the |this |her |his |their )?(?:patient|face|self|him|her)\b(?!['’]s? (?!face))/dgi,
  /\b(?:facial|face|patient|identification|ID) (?:photo(?:graph)?|picture|portrait)s?\b/dgi,
  /\bselfies?\b|\bheadshots?\b/dgi,
  /!\[[^\]]*\]\([^)\s]+\.(?:jpe?g|heic)[^)]*\)/dgi,
])

export const likeness: readonly IdentifierRule[] = [biometric, photo]
