/** The versions of xAPI this record store speaks. 2.0.0 is IEEE 9274.1.1-2023. */
export type XapiVersion = '1.0.3' | '2.0.0'

export const VERSION_HEADER = 'X-Experience-API-Version'

/** Where the two versions contradict each other, as data. Both read and write one store. */
export interface VersionRules {
  readonly version: XapiVersion
  /** How messages name the standard. */
  readonly standard: string
  /** Version headers that mean this version. */
  readonly header: RegExp
  /** Values of a statement's own `version`. */
  readonly statementVersion: RegExp
  /** `version` of a statement that came without one. */
  readonly assumedVersion: string
  /** Context agents and groups (IEEE 9274.1.1 4.2.2.5). */
  readonly contextAgents: boolean
  /** Timestamps are kept in UTC (IEEE 9274.1.1 4.2.7). */
  readonly utcTimestamps: boolean
  /** POST with `method` in the query and the request in a form (xAPI 1.0.3 Communication 1.3). */
  readonly alternateSyntax: boolean
  /**
   * PUT of a document with neither If-Match nor If-None-Match. `profiles`: refused with 400 for profiles, taken for state
   * (xAPI 1.0.3 Communication 3.1); `existing`: 409 wherever there is a document already (IEEE 9274.1.1 4.1.4).
   */
  readonly unconditionalPut: 'profiles' | 'existing'
  /** How entity tags of documents are made: SHA-1 is what xAPI 1.0.3 Communication 3.1 asks for. */
  readonly entityTag: 'sha1' | 'sha256'
}

export const versions = {
  '1.0.3': {
    version: '1.0.3',
    standard: 'xAPI 1.0.3',
    header: /^1\.0(?:\.\d{1,3})?$/,
    statementVersion: /^1\.0(?:\.\d{1,3})?$/,
    assumedVersion: '1.0.0',
    contextAgents: false,
    utcTimestamps: false,
    alternateSyntax: true,
    unconditionalPut: 'profiles',
    entityTag: 'sha1',
  },
  '2.0.0': {
    version: '2.0.0',
    standard: 'IEEE 9274.1.1',
    header: /^2\.0(?:\.\d{1,3})?$/,
    statementVersion: /^(?:1|2)\.0(?:\.\d{1,3})?$/,
    assumedVersion: '2.0.0',
    contextAgents: true,
    utcTimestamps: true,
    alternateSyntax: false,
    unconditionalPut: 'existing',
    entityTag: 'sha256',
  },
} as const satisfies Readonly<Record<XapiVersion, VersionRules>>

/** The rules a version header asks for; undefined where it names a version not spoken here. */
export const rulesFor = (header: string): VersionRules | undefined =>
  Object.values(versions).find((rules) => rules.header.test(header))

/** Clauses of IEEE 9274.1.1 by the clause of xAPI 1.0.3, part Data, that says the same; longest beginning wins. */
const IEEE_DATA: readonly (readonly [data: string, ieee: string])[] = [
  ['2.2', '4.2.1'],
  ['2.3.1', '4.2.4.1'],
  ['2.3.2', '4.2.5'],
  ['2.4.10', '4.2.4.3'],
  ['2.4.11', '4.2.2.6'],
  ['2.4.1', '4.2.4.2'],
  ['2.4.2', '4.2.2.1'],
  ['2.4.3', '4.2.2.2'],
  ['2.4.4', '4.2.2.3'],
  ['2.4.5', '4.2.2.4'],
  ['2.4.6', '4.2.2.5'],
  ['2.4.7', '4.2.4.2'],
  ['2.4.8', '4.2.4.2'],
  ['2.4.9', '4.2.4.2'],
  ['2.4', '4.2.1'],
  ['2.6', '4.2.6'],
  ['4', '4.2.7'],
]
const IEEE_COMMUNICATION: readonly (readonly [communication: string, ieee: string])[] = [
  ['1.5', '4.1.3'],
  ['1', '4.1.2'],
  ['2.1', '4.1.6.1'],
  ['2.2', '4.1.6'],
  ['2.3', '4.1.6.2'],
  ['2.4', '4.1.6.3'],
  ['2.5', '4.1.6.4'],
  ['2.6', '4.1.6.5'],
  ['2.7', '4.1.6.6'],
  ['2.8', '4.1.6.7'],
  ['3.1', '4.1.4'],
  ['3.3', '4.1.5'],
  ['3', '4.1.7'],
  ['4', '4.1.8'],
]

const ieee = (table: readonly (readonly [string, string])[], clause: string): string =>
  table.find(([beginning]) => clause === beginning || clause.startsWith(`${beginning}.`))?.[1] ?? '4'

/** How messages cite a clause of part Two (Data), in the words of the version asked. */
export const dataClause = ({ version, standard }: VersionRules, clause: string): string =>
  version === '1.0.3' ? `${standard} Data ${clause}` : `${standard} ${ieee(IEEE_DATA, clause)}`

/** The same of part Three (Communication). */
export const communicationClause = ({ version, standard }: VersionRules, clause: string): string =>
  version === '1.0.3' ? `${standard} Communication ${clause}` : `${standard} ${ieee(IEEE_COMMUNICATION, clause)}`
