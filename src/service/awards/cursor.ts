/** Name of the durable cursor that says how far statements were looked at for awards. */
export const AWARDS_CURSOR = 'awards'
