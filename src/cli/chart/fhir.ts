import { isMembers, type Members } from '../../model/members.ts'
import type { Chart, ChartDocument, Known } from './chart.ts'
import { ageOn, relativeDay } from './days.ts'
import { listAt, textAt, textsAt, words } from './fhir-json.ts'
import { readNote } from './note.ts'

/** Why nothing can be made of a file. */
export interface ChartFault {
  readonly because: string
}

const BOOK = [
  'Patient',
  'Encounter',
  'Condition',
  'Procedure',
  'Observation',
  'MedicationRequest',
  'AllergyIntolerance',
  'DiagnosticReport',
  'DocumentReference',
] as const
type Kind = (typeof BOOK)[number]

/**
 * Reads a FHIR R4 Bundle (as Synthea writes it) of one patient: the last inpatient stay, or the last encounter where there is
 * none, with what belongs to it.
 */
export function readFhir(json: unknown): Chart | ChartFault {
  if (!isMembers(json) || textAt(json, 'resourceType') !== 'Bundle')
    return { because: 'It is JSON, but not a FHIR Bundle.' }
  const resources = listAt(json, 'entry')
    .map(({ resource }) => resource)
    .filter(isMembers)
  const of = (kind: Kind): Members[] => resources.filter(({ resourceType }) => resourceType === kind)
  const patients = of('Patient')
  const [patient] = patients
  if (patient === undefined || patients.length > 1)
    return { because: `A chart is of one patient; the bundle has ${patients.length}.` }
  const stay = encounterOf(of('Encounter'))
  if (stay === undefined) return { because: 'The bundle has no Encounter with a period, so there is nothing to code.' }
  const start = textAt(stay, 'period.start')
  const end = textAt(stay, 'period.end') || start
  const firstDay = start.slice(0, 10)
  const here = (resource: Members): boolean => belongs(resource, stay, start, end)
  const own = (kind: Kind): Members[] =>
    of(kind)
      .filter(here)
      .sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : 0))
  const setting = isInpatient(stay) ? 'inpatient' : 'outpatient'
  const when = (resource: Members): string => {
    const date = dateOf(resource).slice(0, 10)
    return date.length < 10 ? '' : relativeDay(date, firstDay)
  }
  const documents: ChartDocument[] = [
    { title: 'Face sheet', text: faceSheet(patient, stay, firstDay, end.slice(0, 10)) },
    list('Problems', [...of('Condition').filter((one) => !here(one) && isActive(one)), ...own('Condition')], (one) => [
      words(one, 'code'),
      when(one),
    ]),
    list('Allergies', of('AllergyIntolerance'), (one) => [
      words(one, 'code'),
      textsAt(one, 'reaction.manifestation.text').join(', '),
    ]),
    list('Procedures', own('Procedure'), (one) => [words(one, 'code'), when(one)]),
    list('Medications', own('MedicationRequest'), (one) => [
      words(one, 'medicationCodeableConcept'),
      textAt(one, 'dosageInstruction.text'),
    ]),
    list('Results', own('Observation'), (one) => [words(one, 'code'), measured(one), when(one)]),
    ...[...own('DiagnosticReport'), ...own('DocumentReference')].flatMap(notesOf),
  ]
    // Synthea writes a note into a report and into a document reference.
    .filter(
      ({ title, text }, i, all) =>
        text !== '' && all.findIndex((one) => one.title === title && one.text === text) === i,
    )
  return { setting, documents, firstDay, identity: identityOf(resources) }
}

const isInpatient = (encounter: Members): boolean => /^(?:IMP|ACUTE|NONAC)$/i.test(textAt(encounter, 'class.code'))

function encounterOf(encounters: readonly Members[]): Members | undefined {
  const dated = encounters
    .filter((one) => textAt(one, 'period.start').length >= 10)
    .sort((a, b) => (textAt(a, 'period.start') < textAt(b, 'period.start') ? -1 : 1))
  return dated.findLast(isInpatient) ?? dated.at(-1)
}

const DATES = [
  'onsetDateTime',
  'performedPeriod.start',
  'performedDateTime',
  'effectiveDateTime',
  'effectivePeriod.start',
  'authoredOn',
  'date',
  'recordedDate',
] as const

const dateOf = (resource: Members): string =>
  DATES.map((path) => textAt(resource, path)).find((text) => text !== '') ?? ''

/** By reference, or by time where it names no encounter. */
function belongs(resource: Members, stay: Members, start: string, end: string): boolean {
  const named = textAt(resource, 'encounter.reference') || textAt(resource, 'context.encounter.reference')
  if (named !== '') return named.endsWith(textAt(stay, 'id')) && textAt(stay, 'id') !== ''
  const date = dateOf(resource).slice(0, 10)
  return date !== '' && date >= start.slice(0, 10) && date <= end.slice(0, 10)
}

const isActive = (condition: Members): boolean => textAt(condition, 'clinicalStatus.coding.code') === 'active'

function faceSheet(patient: Members, stay: Members, firstDay: string, lastDay: string): string {
  const birth = textAt(patient, 'birthDate')
  const age = birth === '' ? '' : ageOn(birth, firstDay) > 89 ? '90 or older' : `${ageOn(birth, firstDay)} years`
  const rows = [
    ['Patient', fullName(patient)],
    ['Age', age],
    ['Sex', textAt(patient, 'gender')],
    ['Kind of encounter', words(stay, 'type')],
    ['Reason', words(stay, 'reasonCode')],
    [isInpatient(stay) ? 'Admitted' : 'Seen', 'day 1'],
    ['Discharged', isInpatient(stay) ? relativeDay(lastDay, firstDay) : ''],
    ['Discharge disposition', words(stay, 'hospitalization.dischargeDisposition')],
    ['Attending', textAt(stay, 'participant.individual.display')],
  ]
  return rows.flatMap(([label, value]) => (value === '' ? [] : [`- ${label}: ${value}`])).join('\n')
}

const fullName = (person: Members): string =>
  [...textsAt(person, 'name.given').slice(0, 1), textAt(person, 'name.family')].join(' ').trim()

function list(
  title: string,
  resources: readonly Members[],
  columns: (one: Members) => readonly string[],
): ChartDocument {
  const rows = resources.map((one) =>
    columns(one)
      .filter((cell) => cell !== '')
      .join('; '),
  )
  return { title, text: [...new Set(rows.filter((row) => row !== ''))].map((row) => `- ${row}`).join('\n') }
}

function measured(observation: Members): string {
  const parts = listAt(observation, 'component')
  if (parts.length > 0) return parts.map((part) => `${words(part, 'code')} ${measured(part)}`.trim()).join(', ')
  const value = textAt(observation, 'valueQuantity.value')
  // Synthea's values have more digits than any laboratory reports.
  const short = /^-?\d+\.\d{3,}$/.test(value) ? String(Number(Number(value).toFixed(2))) : value
  return short === ''
    ? words(observation, 'valueCodeableConcept') || textAt(observation, 'valueString')
    : `${short} ${textAt(observation, 'valueQuantity.unit')}`.trim()
}

/** Texts of a report or a document, base64 as FHIR carries them. */
function notesOf(resource: Members): ChartDocument[] {
  const attachments = [
    ...listAt(resource, 'presentedForm'),
    ...listAt(resource, 'content').flatMap((one) => listAt(one, 'attachment')),
  ]
  const texts = attachments
    .filter((one) => /^text\/(?:plain|markdown)\b/.test(textAt(one, 'contentType')))
    .map((one) => decoded(textAt(one, 'data')))
  const title = words(resource, 'type') || words(resource, 'code') || 'Note'
  return [...texts, textAt(resource, 'conclusion')]
    .filter((text) => text.trim() !== '')
    .map((text) => ({ title, text: readNote(text).documents.map(asSection).join('\n\n') }))
}

const asSection = ({ title, text }: ChartDocument): string => (title === 'Note' ? text : `### ${title}\n\n${text}`)

function decoded(base64: string): string {
  try {
    return new TextDecoder('utf-8').decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))
  } catch {
    return ''
  }
}

/** Everything in the bundle that says who somebody is, or where. */
function identityOf(resources: readonly Members[]): Known[] {
  const known: Known[] = []
  const add = (is: Known['is'], texts: readonly string[]): void => {
    for (const text of texts) if (text.length > 2) known.push({ is, text })
  }
  for (const resource of resources) {
    const person = textAt(resource, 'resourceType') === 'Patient' ? 'patient' : 'person'
    for (const name of listAt(resource, 'name')) {
      const given = textsAt(name, 'given')
      const family = textAt(name, 'family')
      add(person, [[...given, family].join(' '), `${given[0] ?? ''} ${family}`.trim(), family, ...given])
    }
    const organisation = textAt(resource, 'name')
    if (['Organization', 'Location'].includes(textAt(resource, 'resourceType'))) add('place', [organisation])
    for (const address of [
      ...listAt(resource, 'address'),
      ...listAt(resource, 'contact').flatMap((one) => listAt(one, 'address')),
    ])
      add('place', [
        ...textsAt(address, 'line'),
        ...['city', 'district', 'postalCode'].map((part) => textAt(address, part)),
      ])
    for (const telecom of listAt(resource, 'telecom')) add('number', [textAt(telecom, 'value')])
    for (const identifier of listAt(resource, 'identifier')) add('number', [textAt(identifier, 'value')])
    add('number', [textAt(resource, 'id')])
    add(
      'person',
      displaysOf(resource, ['participant', 'performer', 'author', 'requester', 'recorder', 'asserter', 'contact']),
    )
    add('place', displaysOf(resource, ['serviceProvider', 'location', 'custodian', 'managingOrganization']))
    const [device] = listAt(resource, 'udiCarrier')
    add('number', [textAt(resource, 'serialNumber'), textAt(device, 'carrierHRF'), textAt(device, 'deviceIdentifier')])
  }
  // The patient's words first: who is named first gets the first invented name.
  return [...known.filter(({ is }) => is === 'patient'), ...known.filter(({ is }) => is !== 'patient')]
}

/** What references are called, wherever below these fields. */
function displaysOf(resource: Members, fields: readonly string[]): string[] {
  const walk = (value: unknown): string[] =>
    Array.isArray(value)
      ? value.flatMap(walk)
      : isMembers(value)
        ? Object.entries(value).flatMap(([key, inner]) =>
            key === 'display' && typeof inner === 'string' && 'reference' in value ? [inner] : walk(inner),
          )
        : []
  return fields.flatMap((field) => walk(resource[field]))
}
