/** What one request may ask of the service. Whatever goes beyond is refused before it is worked on. */
export const limits = {
  /** Bytes of a body of statements in JSON. */
  statements: 8_000_000,
  /** Bytes of a body with attachments. */
  multipart: 32_000_000,
  /** Bytes of one statement: a page of these is what a reader may ask for. */
  statement: 1_000_000,
  /** Statements in one batch. */
  batch: 10_000,
  /** Bytes of one document. */
  document: 8_000_000,
  /** Bytes of a request in a form, which is read before it says who asks. */
  form: 2_000_000,
  /** Bytes of all large bodies under way together, and of forms. */
  largeBodies: 64_000_000,
  largeForms: 16_000_000,
  /** Bytes of all large answers that are being fetched together: somebody slow holds theirs in memory until it is. */
  largeAnswers: 128_000_000,
  /** Statements on one page. */
  page: 100,
  /** Bytes of statements on one page, beyond its first. */
  pageBytes: 8_000_000,
  /** Bytes of attachments on one page, beyond its first statement. */
  pageAttachments: 16_000_000,
} as const
