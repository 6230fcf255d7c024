/** What the operating system's error codes mean to a user. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a folder is needed, but this is a file',
  EISDIR: 'a file is needed, but this is a folder',
  EEXIST: 'it exists already',
  ENOTEMPTY: 'the folder is not empty',
  EBUSY: 'another program is using it',
  EIO: 'the disk reported an error',
  ELOOP: 'links that lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EADDRINUSE: 'the port is in use already',
  EADDRNOTAVAIL: 'this machine does not have that address',
}

/** A system error in words, with what it was about, as named or else as the system says; undefined for any other error. */
export function systemErrorWords(error: unknown, named?: string): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  const words = WORDS[error.code]
  if (words === undefined) return undefined
  const about =
    named ??
    ('path' in error && typeof error.path === 'string'
      ? error.path
      : 'port' in error && typeof error.port === 'number'
        ? `port ${error.port}`
        : undefined)
  return `${about === undefined ? '' : `${about}: `}${words} (${error.code}).`
}
