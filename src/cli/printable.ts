/** Names and values of a stranger's package must not steer the terminal. */
export const printable = (words: string): string =>
  words.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
