/** How much of the memory set aside for large bodies, or for answers, is in use, by all requests together. */
export interface Room {
  /** Asks for room for one request; what it was given goes back when the request is answered. */
  readonly enter: () => Place
}

export interface Place {
  /** Whether there is room for so many bytes in all; false takes nothing more. */
  readonly take: (bytes: number) => boolean
  readonly leave: () => void
}

/** A body or an answer of so many bytes needs no room: the number of them is bounded by that of connections. */
export const SMALL_BYTES = 100_000

/** `most`: bytes for all requests together. A large one is always let in alone. */
export function createRoom(most: number): Room {
  let used = 0
  return {
    enter: () => {
      let own = 0
      return {
        take: (bytes) => {
          if (bytes <= SMALL_BYTES) return true
          const others = used - own
          if (others > 0 && others + bytes > most) return false
          used = others + bytes
          own = bytes
          return true
        },
        leave: () => {
          used -= own
          own = 0
        },
      }
    },
  }
}
