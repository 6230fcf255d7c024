/** A medical record on its way to a case: nothing of it has been shown to anybody. */
export interface Chart {
  readonly setting: 'inpatient' | 'outpatient'
  readonly documents: readonly ChartDocument[]
  /** Day that is called day 1: of admission or of the visit, `2026-11-03`. */
  readonly firstDay?: string
  /** Words of the source that say who somebody is or where: none of them may be left. */
  readonly identity: readonly Known[]
}

export interface ChartDocument {
  readonly title: string
  /** Markdown. */
  readonly text: string
}

export interface Known {
  readonly is: 'patient' | 'person' | 'place' | 'number'
  readonly text: string
}
