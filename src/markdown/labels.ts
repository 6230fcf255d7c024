/** Every word that the front end itself puts into a page. */
export const labels = {
  note: 'Note',
  tip: 'Tip',
  warning: 'Warning',
  guideline: 'Guideline',
  titled: (label: string, title: string): string => `${label}: ${title}`,
  edition: (year: string, april: boolean): string => `FY ${year}${april ? ', April' : ''}`,
  table: (columns: string): string => (columns === '' ? 'Table' : `Table: ${columns}`),
  taskDone: 'done',
  taskOpen: 'open',
  captions: 'Captions',
  transcript: 'Transcript',
  transcriptOf: (title: string): string => `Transcript: ${title}`,
  footnotes: 'Footnotes',
  footnote: (number: number): string => `Footnote ${number}`,
  footnoteBack: (number: number): string => `Back to the text of footnote ${number}`,
} as const
