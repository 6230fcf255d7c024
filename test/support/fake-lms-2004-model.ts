import * as type from './fake-lms-2004-types.ts'

/** One element of the data model of SCORM 2004 RTE §4.2; `n` stands for an index. */
export interface ModelElement {
  readonly access: 'ro' | 'wo' | 'rw'
  readonly valid: type.Validator
  /** Least and most; beyond them is error 407, not 406. */
  readonly range?: readonly [number, number]
  /** Undefined: reading before it is set gives error 403. */
  readonly initial?: string
}

const ro = (initial?: string): ModelElement => ({
  access: 'ro',
  valid: () => false,
  ...(initial === undefined ? {} : { initial }),
})
const wo = (valid: type.Validator): ModelElement => ({ access: 'wo', valid })
const rw = (valid: type.Validator, initial?: string): ModelElement => ({
  access: 'rw',
  valid,
  ...(initial === undefined ? {} : { initial }),
})
const between = (least: number, most: number, initial?: string): ModelElement => ({
  ...rw(type.real, initial),
  range: [least, most],
})

const completion = rw(type.oneOf('completed', 'incomplete', 'not attempted', 'unknown'), 'unknown')
const success = rw(type.oneOf('passed', 'failed', 'unknown'), 'unknown')
const interactionTypes = type.oneOf(...Object.keys(type.response))
/** The interaction's type decides; see `refuse` in fake-lms-2004.ts. */
const byType = rw(() => false)

const score = (name: string): Readonly<Record<string, ModelElement>> => ({
  [`${name}._children`]: ro('scaled,raw,min,max'),
  [`${name}.scaled`]: between(-1, 1),
  [`${name}.raw`]: rw(type.real),
  [`${name}.min`]: rw(type.real),
  [`${name}.max`]: rw(type.real),
})

const comments = (name: string, make: (valid: type.Validator) => ModelElement) => ({
  [`${name}._children`]: ro('comment,location,timestamp'),
  [`${name}.n.comment`]: make(type.localized(4000)),
  [`${name}.n.location`]: make(type.text(250)),
  [`${name}.n.timestamp`]: make(type.time),
})

const interactionChildren =
  'id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description'

export const model: Readonly<Record<string, ModelElement>> = {
  'cmi._version': ro('1.0'),
  ...comments('cmi.comments_from_learner', rw),
  ...comments('cmi.comments_from_lms', () => ro()),
  'cmi.completion_status': completion,
  'cmi.completion_threshold': ro(),
  'cmi.credit': ro('credit'),
  'cmi.entry': ro('ab-initio'),
  'cmi.exit': wo(type.oneOf('time-out', 'suspend', 'logout', 'normal', '')),
  'cmi.interactions._children': ro(interactionChildren),
  'cmi.interactions.n.id': rw(type.longIdentifier),
  'cmi.interactions.n.type': rw(interactionTypes),
  'cmi.interactions.n.objectives.n.id': rw(type.longIdentifier),
  'cmi.interactions.n.timestamp': rw(type.time),
  'cmi.interactions.n.correct_responses.n.pattern': byType,
  'cmi.interactions.n.weighting': rw(type.real),
  'cmi.interactions.n.learner_response': byType,
  'cmi.interactions.n.result': rw(type.result),
  'cmi.interactions.n.latency': rw(type.interval),
  'cmi.interactions.n.description': rw(type.localized(250)),
  'cmi.launch_data': ro(),
  'cmi.learner_id': ro('learner-1'),
  'cmi.learner_name': ro('{lang=en}Doe, Jane'),
  'cmi.learner_preference._children': ro('audio_level,language,delivery_speed,audio_captioning'),
  'cmi.learner_preference.audio_level': between(0, Number.MAX_VALUE, '1'),
  'cmi.learner_preference.language': rw(type.language, ''),
  'cmi.learner_preference.delivery_speed': between(0, Number.MAX_VALUE, '1'),
  'cmi.learner_preference.audio_captioning': rw(type.oneOf('-1', '0', '1'), '0'),
  'cmi.location': rw(type.text(1000)),
  'cmi.max_time_allowed': ro(),
  'cmi.mode': ro('normal'),
  'cmi.objectives._children': ro('id,score,success_status,completion_status,progress_measure,description'),
  'cmi.objectives.n.id': rw(type.longIdentifier),
  ...score('cmi.objectives.n.score'),
  'cmi.objectives.n.success_status': success,
  'cmi.objectives.n.completion_status': completion,
  'cmi.objectives.n.progress_measure': between(0, 1),
  'cmi.objectives.n.description': rw(type.localized(250)),
  'cmi.progress_measure': between(0, 1),
  'cmi.scaled_passing_score': ro(),
  ...score('cmi.score'),
  'cmi.session_time': wo(type.interval),
  'cmi.success_status': success,
  'cmi.suspend_data': rw(type.text(64_000)),
  'cmi.time_limit_action': ro('continue,no message'),
  'cmi.total_time': ro('PT0S'),
  'adl.nav.request': rw(
    (value) =>
      type.oneOf('continue', 'previous', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll', '_none_')(value) ||
      /^\{target=[^}]+\}(choice|jump)$/.test(value),
    '_none_',
  ),
  'adl.nav.request_valid.continue': ro('unknown'),
  'adl.nav.request_valid.previous': ro('unknown'),
}

/** Arrays, which have a `_count`. */
export const arrays = [
  'cmi.comments_from_learner',
  'cmi.comments_from_lms',
  'cmi.interactions',
  'cmi.interactions.n.objectives',
  'cmi.interactions.n.correct_responses',
  'cmi.objectives',
] as const

/** RTE 2004 §3.1.7. */
export const errors: Readonly<Record<number, string>> = {
  0: 'No Error',
  101: 'General Exception',
  102: 'General Initialization Failure',
  103: 'Already Initialized',
  104: 'Content Instance Terminated',
  111: 'General Termination Failure',
  112: 'Termination Before Initialization',
  113: 'Termination After Termination',
  122: 'Retrieve Data Before Initialization',
  123: 'Retrieve Data After Termination',
  132: 'Store Data Before Initialization',
  133: 'Store Data After Termination',
  142: 'Commit Before Initialization',
  143: 'Commit After Termination',
  201: 'General Argument Error',
  301: 'General Get Failure',
  351: 'General Set Failure',
  391: 'General Commit Failure',
  401: 'Undefined Data Model Element',
  402: 'Unimplemented Data Model Element',
  403: 'Data Model Element Value Not Initialized',
  404: 'Data Model Element Is Read Only',
  405: 'Data Model Element Is Write Only',
  406: 'Data Model Element Type Mismatch',
  407: 'Data Model Element Value Out Of Range',
  408: 'Data Model Dependency Not Established',
}
