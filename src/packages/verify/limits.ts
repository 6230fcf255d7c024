/** How far the verifier goes into a package that may have been made to hurt it. */
export interface Limits {
  /** Entries of the zip directory. */
  readonly entries: number
  /** Bytes of all entries unpacked, as the directory declares them. */
  readonly totalBytes: number
  /** Unpacked bytes per packed byte, for entries above `ratioFrom` bytes. */
  readonly ratio: number
  readonly ratioFrom: number
  /** Bytes of an entry's name. */
  readonly nameBytes: number
  /** Bytes of a manifest. */
  readonly manifestBytes: number
  /** Elements of a manifest, and how deep they may be nested. */
  readonly elements: number
  readonly depth: number
  /** Bytes of scripts and pages that are looked into: of one, and of all together. */
  readonly textBytes: number
  readonly allTextBytes: number
}

const MiB = 1024 * 1024

export const defaultLimits: Limits = {
  entries: 20_000,
  totalBytes: 4096 * MiB,
  ratio: 200,
  ratioFrom: MiB,
  nameBytes: 255,
  manifestBytes: 16 * MiB,
  elements: 200_000,
  depth: 200,
  textBytes: 4 * MiB,
  allTextBytes: 64 * MiB,
}
