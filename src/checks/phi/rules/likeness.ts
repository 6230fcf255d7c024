import { byPattern, type IdentifierRule, where } from '../identifier.ts'

/** The footprint of a tendon or a stent is nobody's. */
const biometric = byPattern('biometric', [
  /\b(?:finger|thumb|palm|voice|hand)[ -]?prints?\b(?!ing)/dgi,
  /\bfoot[ -]?prints\b|\b(?:infant|newborn|baby|ink(?:ed)?|birth)(?:['’]s)? foot[ -]?print\b/dgi,
  /\b(?:iris|retina) scans?\b|\bfac(?:e|ial) (?:recognition|geometry|template|scan)s?\b|\bbiometrics?\b/dgi,
  /\b(?:palm[ -]?vein|finger|thumb|hand geometry) scan(?:s|ner|ned)?\b|\bvoice (?:recognition|biometric) (?:sample|template|profile)s?\b|\bthumb impression\b|\b(?:Face|Touch) ID\b/dg,
])

const PICTURE = '(?:photo(?:graph)?|picture|image|portrait|snapshot|video(?: recording)?)s?'
const WHOM = '(?:patient|face|self|him|her|them|baby|infant|newborn|child|mother|father|parents|family|couple|boy|girl)'

/** A wound's photograph shows nobody; a face does. */
const photo = byPattern('photo', [
  new RegExp(String.raw`\bfull[- ]fac(?:e|ial)\b(?! (?:masks?|shields?|CPAP))(?: ${PICTURE}|(?: views?)?)`, 'dgi'),
  new RegExp(
    String.raw`\b(?:${PICTURE}|selfies?|headshots?|mugshots?) of (?:the |this |her |his |their |a )?${WHOM}\b(?!['’]s? (?!(?:\w+ )?face))(?! (?:wound|skin|hand|foot|leg|rash))`,
    'dgi',
  ),
  /\b(?:facial|face|patient|identification|ID|passport|badge|profile|license|family) (?:photo(?:graph)?|picture|portrait)s?\b/dgi,
  /\bphoto(?:graph)? (?:shows|showing) (?:the |his |her )?(?:patient|face)\b|\bphotographed (?:his|her|the patient['’]s) (?:whole |entire )?face\b/dgi,
  /\bselfies?\b|\bheadshots?\b|\bmugshots?\b/dgi,
  /!\[[^\]]*\]\([^)\s]+\.(?:jpe?g|heic)[^)]*\)/dgi,
])

/** Something of every pattern above. */
const ANY = /print|scan|fac[ei]|biometric|voice|thumb|ID|photo|picture|image|portrait|shot|video|selfie|!\[/i

export const likeness: IdentifierRule = where(ANY, [biometric, photo])
