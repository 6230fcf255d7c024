/** What the 3rd and the 4th edition do differently for a package of one SCO. */
export interface Edition {
  /** Name of the target. */
  readonly name: string
  readonly summary: string
  /** Vocabulary of `schemaversion` (CAM §3.4.1.1). */
  readonly schemaVersion: string
  /**
   * Whether the item says how its completion follows from its progress. In the 4th edition `adlcp:completionThreshold` has
   * attributes and can say "not at all". In the 3rd it is a bare number, and being there makes the LMS decide instead of the
   * SCO.
   */
  readonly completionThreshold: boolean
}

export const thirdEdition: Edition = {
  name: 'scorm2004-3rd',
  summary: 'SCORM 2004 3rd Edition: for an LMS that does not take the 4th',
  schemaVersion: '2004 3rd Edition',
  completionThreshold: false,
}

export const fourthEdition: Edition = {
  name: 'scorm2004',
  summary: 'SCORM 2004 4th Edition: score, success and completion apart, objectives',
  schemaVersion: '2004 4th Edition',
  completionThreshold: true,
}
