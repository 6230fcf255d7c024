/** Grade exports as the learning platforms write them, and a service whose course takes them. */
import type { Award, CompiledCourse } from '../../src/model/schema-types.ts'
import { emailKey } from '../../src/service/rosters/people.ts'
import type { Learner } from '../../src/storage/records.ts'
import { compiledFixture } from './compiled.ts'
import { type TestService, testService } from './service.ts'

const text = (lines: readonly string[], end = '\n'): string => lines.map((line) => `${line}${end}`).join('')
const utf8 = (written: string): Uint8Array => new TextEncoder().encode(written)

/** With a byte order mark, little end first, as Blackboard writes it. */
export const utf16 = (written: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${written}`, 'utf16le'))

export const moodle = utf8(
  `\uFEFF${text([
    '"First name","Last name","ID number",Institution,Department,"Email address","Quiz: Final exam (Percentage)","Course total (Percentage)","Last downloaded from this course"',
    'Ada,Example,1001,,,ada@college.example,"95.00 %","91.50 %",1795348800',
    'Bob,Example,1002,,,BOB@college.example,"65.00 %","62.00 %",1795348800',
    'Nguyễn Thị,Ánh,1003,,,anh@college.example,"88.00 %","88.00 %",1795348800',
    'Carl,Example,1004,,,carl@college.example,-,-,1795348800',
  ])}`,
)

export const canvas = utf8(
  text(
    [
      'Student,ID,SIS User ID,SIS Login ID,Section,Final exam (8812),Current Score,Unposted Current Score,Final Score,Unposted Final Score',
      '    Points Possible,,,,,50,(read only),(read only),(read only),(read only)',
      '"Example, Ada",31,A1001,ada@college.example,Fall 2026,48,96,96,96,96',
      '"Example, Bob",32,A1002,bob@college.example,Fall 2026,20,40,40,40,40',
      '"Student, Test",33,,f00dfeed,Fall 2026,50,100,100,100,100',
    ],
    '\r\n',
  ),
)

export const blackboard = utf16(
  text(
    [
      '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t"Total [Total Pts: 50 Score] |664617"',
      '"Example"\t"Ada"\t"aexample"\t"1001"\t"2026-11-20 10:11:12"\t"Yes"\t"48"',
      '"Example"\t"Bob"\t"bexample"\t"1002"\t"2026-11-19 10:11:12"\t"Yes"\t"20"',
    ],
    '\r\n',
  ),
)

export const plain = utf8(
  text([
    'name;email;score %;completed on',
    'Ada Example;ada@college.example;91,5;2026-11-20',
    'Bob Example;bob@college.example;55;2026-11-20',
    '',
    'Dee "quoted;dee@college.example;80;2026-11-20',
  ]).replace('"quoted', 'Unquoted'),
)

/** The minimal course with an award that takes rosters. */
export const rosterCourse = (changes: Partial<Award> = {}): CompiledCourse => {
  const course = compiledFixture('minimal')
  const awards = course.awards.map(
    (award): Award => ({ ...award, credits: 0.5, acceptedSources: ['hosted', 'cmi5', 'roster'], ...changes }),
  )
  return { ...course, purpose: 'continuing-education', awards }
}

export interface RosterWorld {
  readonly service: TestService
  readonly ada: Learner
  readonly bob: Learner
  readonly staff: Learner
}

/** A service with Ada, who is known by her address, and Bob, who is not. */
export async function rosterWorld(changes: Partial<Award> = {}): Promise<RosterWorld> {
  const service = await testService({ courses: [rosterCourse(changes)] })
  const ada = await service.addPerson('Ada Example', 'learner')
  const bob = await service.addPerson('Bob Example', 'learner')
  const staff = await service.addPerson('Ina Structor', 'instructor')
  await service.service.store.identities.add(emailKey('ada@college.example'), ada.id)
  return { service, ada, bob, staff }
}
