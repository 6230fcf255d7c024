import type { DateOrder } from './values.ts'

/** How a roster is to be read, and for what. */
export interface RosterAsked {
  readonly course: string
  /** May be left out where one award of the course takes rosters. */
  readonly award?: string | undefined
  /** Meaning of a column → its heading. */
  readonly columns?: Readonly<Record<string, string>> | undefined
  /** For lines without a day of their own. */
  readonly completedOn?: string | undefined
  /** Points that are 100 percent. */
  readonly outOf?: number | undefined
  readonly dateOrder?: DateOrder | undefined
  /** Address of the LMS whose numbers the file has, as its statements name it. */
  readonly system?: string | undefined
  /** Address or number in the file → id of the person here. */
  readonly links?: Readonly<Record<string, string>> | undefined
  /** Whether unknown people are added. */
  readonly create?: boolean | undefined
  /** Whether people who have the award are given it once more for completing the course again on a later day. */
  readonly again?: boolean | undefined
}

export interface RosterFile {
  readonly name: string
  readonly content: Uint8Array
}
