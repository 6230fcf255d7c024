import * as type from './fake-lms-types.ts'

/** One element of the data model of SCORM 1.2 RTE §3.4.4; `n` stands for an index. */
export interface ModelElement {
  readonly access: 'ro' | 'wo' | 'rw'
  readonly valid: type.Validator
  readonly initial: string
}

const ro = (initial: string): ModelElement => ({ access: 'ro', valid: () => true, initial })
const wo = (valid: type.Validator): ModelElement => ({ access: 'wo', valid, initial: '' })
const rw = (valid: type.Validator, initial = ''): ModelElement => ({ access: 'rw', valid, initial })

const interactionChildren = 'id,objectives,time,type,correct_responses,weighting,student_response,result,latency'

export const model: Readonly<Record<string, ModelElement>> = {
  'cmi._version': ro('3.4'),
  'cmi.core._children': ro(
    'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time',
  ),
  'cmi.core.student_id': ro('learner-1'),
  'cmi.core.student_name': ro('Doe, Jane'),
  'cmi.core.lesson_location': rw(type.string255),
  'cmi.core.credit': ro('credit'),
  'cmi.core.lesson_status': rw(type.settableStatus, 'not attempted'),
  'cmi.core.entry': ro('ab-initio'),
  'cmi.core.score._children': ro('raw,min,max'),
  'cmi.core.score.raw': rw(type.scoreValue),
  'cmi.core.score.min': rw(type.scoreValue),
  'cmi.core.score.max': rw(type.scoreValue),
  'cmi.core.total_time': ro('0000:00:00.00'),
  'cmi.core.lesson_mode': ro('normal'),
  'cmi.core.exit': wo(type.oneOf('time-out', 'suspend', 'logout', '')),
  'cmi.core.session_time': wo(type.timespan),
  'cmi.suspend_data': rw(type.string4096),
  'cmi.launch_data': ro(''),
  'cmi.comments': rw(type.string4096),
  'cmi.comments_from_lms': ro(''),
  'cmi.objectives._children': ro('id,score,status'),
  'cmi.objectives.n.id': rw(type.identifier),
  'cmi.objectives.n.score._children': ro('raw,min,max'),
  'cmi.objectives.n.score.raw': rw(type.scoreValue),
  'cmi.objectives.n.score.min': rw(type.scoreValue),
  'cmi.objectives.n.score.max': rw(type.scoreValue),
  'cmi.objectives.n.status': rw(type.settableStatus),
  'cmi.student_data._children': ro('mastery_score,max_time_allowed,time_limit_action'),
  'cmi.student_data.mastery_score': ro(''),
  'cmi.student_data.max_time_allowed': ro(''),
  'cmi.student_data.time_limit_action': ro(''),
  'cmi.student_preference._children': ro('audio,language,speed,text'),
  'cmi.student_preference.audio': rw(type.integer(-1, 100), '0'),
  'cmi.student_preference.language': rw(type.string255),
  'cmi.student_preference.speed': rw(type.integer(-100, 100), '0'),
  'cmi.student_preference.text': rw(type.integer(-1, 1), '0'),
  'cmi.interactions._children': ro(interactionChildren),
  'cmi.interactions.n.id': wo(type.identifier),
  'cmi.interactions.n.objectives.n.id': wo(type.identifier),
  'cmi.interactions.n.time': wo(type.time),
  'cmi.interactions.n.type': wo(type.oneOf(...Object.keys(type.feedback))),
  // The interaction's type decides; see feedbackOf in fake-lms.ts.
  'cmi.interactions.n.correct_responses.n.pattern': wo(() => false),
  'cmi.interactions.n.student_response': wo(() => false),
  'cmi.interactions.n.weighting': wo(type.decimal),
  'cmi.interactions.n.result': wo(type.result),
  'cmi.interactions.n.latency': wo(type.timespan),
}

/** Arrays, which have a `_count`. */
export const arrays = [
  'cmi.objectives',
  'cmi.interactions',
  'cmi.interactions.n.objectives',
  'cmi.interactions.n.correct_responses',
] as const

/** RTE 1.2 §3.3.5. */
export const errors: Readonly<Record<number, string>> = {
  0: 'No error',
  101: 'General Exception',
  201: 'Invalid argument error',
  202: 'Element cannot have children',
  203: 'Element not an array. Cannot have count',
  301: 'Not initialized',
  401: 'Not implemented error',
  402: 'Invalid set value, element is a keyword',
  403: 'Element is read only',
  404: 'Element is write only',
  405: 'Incorrect Data Type',
}
