/** What the patterns of the schemas ask for, in words. test/validation/patterns.test.ts fails when one is missing. */
export const patternWords: Readonly<Record<string, string>> = {
  '^[a-z0-9]+(-[a-z0-9]+)*$': 'lower-case letters and digits, with single hyphens between words, such as sepsis-e-coli',
  '^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$': 'a semantic version: three numbers with dots, such as 1.0.0',
  '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$': 'a BCP 47 language tag, such as en or pt-BR',
  '^(?!/)(?!.*\\\\)(?!.*(^|/)\\.\\.(/|$)).+$':
    'a path inside the course folder, with forward slashes and without "..", such as modules/01-credential.md',
  '^(?!\\d)[A-Za-z0-9.]+(@fy\\d{4}(-april)?)?$':
    'a section of the guidelines in full, with the edition after an @ where it matters, such as I.C.9.a.1@fy2026',
  '^\\d{2}$': 'two digits, such as 01',
  '^https?://': 'an address that begins with http:// or https://',
  '^https?://[^?#]*[^/?#]$': 'an address that begins with http:// or https:// and does not end in a slash',
  '^[0-9a-f]{64}$': 'a SHA-256: 64 digits and letters from a to f',
  '^fy\\d{4}(-april)?$': 'an edition of the guidelines, such as fy2026 or fy2025-april',
  '^unknown$': 'the word unknown, or the fields themselves',
  '^none$': 'the word none, or the fields themselves',
  '^[A-Z]{3}$': 'three capital letters, such as USD',
  '^#[0-9a-fA-F]{6}$': 'a colour as # and six hexadecimal digits, such as #0b5a5e',
  '^(data:image/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}|[^:]+\\.(png|PNG|jpe?g|JPE?G))$':
    'a PNG or JPEG file, such as logo.png, or the same as a data: URL',
  '^(sqlite:.|postgres(ql)?://.)': 'sqlite:<file> or postgres://<user>:<password>@<host>/<name>',
  '^[A-Z]{2,6}$': 'two to six capital letters, such as CW',
  '^(used|all)$': 'used, all, or a list of chapters, such as [4, 9]',
  '^(icd10cm:[1-9][0-9]?|(icd10pcs|hcpcs):[0-9A-Z])$':
    'the number of a chapter of ICD-10-CM, or a system and the first character of its codes, as in icd10pcs:0',
}

/** What the formats of the schemas ask for, in words. */
export const formatWords: Readonly<Record<string, string>> = {
  date: 'a date as year-month-day, such as 2026-10-01',
  uri: 'a whole address, such as https://example.org/',
}
