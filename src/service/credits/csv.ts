/**
 * A table as CSV (RFC 4180), with a byte order mark, which spreadsheets need to read it as UTF-8. A text that a spreadsheet
 * would run as a formula is given an apostrophe in front (OWASP, CSV injection); figures are left alone. The same goes for
 * what follows a semicolon or a tab, where spreadsheets of some countries begin another cell, quoted or not.
 */
export const csvTable = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`

/** The place before a sign that begins a formula; each of the signs has a full-width form. */
const FORMULA = /^(?=[\t\r\n])|(?:^|[;\t\r\n]) *(?=[=+\-@\uFF0B\uFF0D\uFF1D\uFF20])/g

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = value.replace(FORMULA, (begin) => `${begin}'`)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
