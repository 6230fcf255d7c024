/** How every sealed text begins, whatever version wrote it (sealed.ts). */
export const SEAL_MARK = 'chartwright '
