import { isMembers, type Members } from '../../model/members.ts'

/** Reading FHIR without trusting it: what is not there or of another kind is simply absent. */
const step = (value: unknown, key: string): unknown => {
  const one = Array.isArray(value) ? (value as readonly unknown[])[0] : value
  return isMembers(one) ? one[key] : undefined
}

/** @param path names divided by points; the first of a list is taken. @example textAt(condition, 'code.coding.display') */
const at = (value: unknown, path: string): unknown => path.split('.').reduce<unknown>(step, value)

export function textAt(value: unknown, path: string): string {
  const found = at(value, path)
  return typeof found === 'string' ? found.trim() : typeof found === 'number' ? String(found) : ''
}

/** The objects of a list; of a single object, that one. */
export function listAt(value: unknown, path: string): Members[] {
  const found = at(value, path)
  return (Array.isArray(found) ? found : [found]).filter(isMembers)
}

/** The strings of a list; of a single string, that one. */
export function textsAt(value: unknown, path: string): string[] {
  const found = at(value, path)
  return (Array.isArray(found) ? found : [found]).flatMap((one) =>
    typeof one === 'string' && one.trim() !== '' ? [one.trim()] : [],
  )
}

/** What a CodeableConcept says in words. */
export const words = (value: unknown, path: string): string =>
  textAt(value, `${path}.text`) || textAt(value, `${path}.coding.display`)
