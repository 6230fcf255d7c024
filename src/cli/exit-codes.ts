/** What a command's exit code means; `--help` prints this table. */
export const EXIT = {
  fine: 0,
  problems: 1,
  usage: 2,
  io: 3,
  internal: 70,
} as const

export const exitCodeWords: Readonly<Record<keyof typeof EXIT, string>> = {
  fine: 'everything went well',
  problems: 'problems were found, or what was asked cannot be done',
  usage: 'the command was not written as --help says',
  io: 'a file or folder could not be read or written',
  internal: 'a fault of Chartwright itself',
}
