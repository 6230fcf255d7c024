/** Source text of src/model/schema-types.ts, as the schemas say it should be. */
export function generate(): Promise<string>
