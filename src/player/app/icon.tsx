/** @jsxImportSource preact */

/** Drawn here so that they look alike everywhere and take the colour of the words beside them, which say the same. */
const PATHS = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  up: 'M8 13V3.5M3.8 7.5L8 3.3l4.2 4.2',
  down: 'M8 3v9.5M3.8 8.5L8 12.7l4.2-4.2',
  flag: 'M4 14V2.5h8l-2 3 2 3H4',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  part: 'M3 8h10',
  book: 'M8 4.2C6.8 3.2 5 2.8 2.5 2.8v9.4c2.5 0 4.3.4 5.5 1.4 1.2-1 3-1.4 5.5-1.4V2.8C11 2.8 9.2 3.2 8 4.2zM8 4.2v9.4',
  clock: 'M8 4.2V8l2.6 1.8M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8z',
  ring: 'M8 2.6a5.4 5.4 0 100 10.8A5.4 5.4 0 008 2.6z',
  dot: 'M8 2.6a5.4 5.4 0 100 10.8A5.4 5.4 0 008 2.6z',
} as const

export type IconName = keyof typeof PATHS

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
)
