/** What a request does, as far as scopes tell requests apart. */
export type Permission =
  | 'statements-write'
  | 'statements-read'
  | 'statements-read-all'
  | 'state-read'
  | 'state-write'
  | 'profile-read'
  | 'profile-write'
  | 'lookup'
  | 'manage'
  | 'metrics'

/**
 * Scopes of keys, named as xAPI 1.0.3 names those of OAuth (Communication §4.2), and what each permits. `lookup` is reading
 * the Agents and Activities resources, `manage` the HTTP API for programs. `metrics` is ours: for a program that watches the service and reads nothing else.
 */
export const scopes = {
  'statements/write': ['statements-write'],
  'statements/read/mine': ['statements-read'],
  'statements/read': ['statements-read', 'statements-read-all', 'lookup'],
  state: ['state-read', 'state-write'],
  profile: ['profile-read', 'profile-write', 'lookup'],
  metrics: ['metrics'],
  'all/read': ['statements-read', 'statements-read-all', 'state-read', 'profile-read', 'lookup', 'metrics'],
  all: [
    'statements-write',
    'statements-read',
    'statements-read-all',
    'state-read',
    'state-write',
    'profile-read',
    'profile-write',
    'lookup',
    'manage',
    'metrics',
  ],
} as const satisfies Readonly<Record<string, readonly Permission[]>>

export type Scope = keyof typeof scopes

export const isScope = (name: string): name is Scope => Object.hasOwn(scopes, name)

export const permits = (held: readonly string[], permission: Permission): boolean =>
  held.some((name) => {
    const permitted: readonly Permission[] = isScope(name) ? scopes[name] : []
    return permitted.includes(permission)
  })
