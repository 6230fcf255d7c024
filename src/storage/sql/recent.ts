/** The values used most recently, up to a number of them. */
export interface Recent<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  clear(): void
}

export function recent<V>(most: number): Recent<V> {
  const held = new Map<string, V>()
  return {
    get: (key) => {
      const value = held.get(key)
      if (value === undefined) return undefined
      // A Map keeps the order of insertion: the one used longest ago comes first.
      held.delete(key)
      held.set(key, value)
      return value
    },
    set: (key, value) => {
      held.delete(key)
      held.set(key, value)
      if (held.size <= most) return
      const oldest = held.keys().next()
      if (oldest.done !== true) held.delete(oldest.value)
    },
    clear: () => held.clear(),
  }
}
