/** How every sealed text begins, whoever wrote it (sealed.ts). */
export const SEAL_MARK = 'chartwright '
