// Generated from schemas/*.schema.json by `npm run types`. Do not edit.

/**
 * SHA-256, in hex.
 */
export type Digest = string
/**
 * Files of the agencies it was made from.
 *
 * Items: One file.
 */
export type CodeSources = {
  /**
   * As it was added.
   */
  name: string
  /**
   * What it was recognised as.
   */
  kind: string
  sha256: Digest
}[]
/**
 * A compiled question. Authors write Markdown; this is what it becomes.
 */
export type Question = SingleChoice | MultipleResponse | TrueFalse | Ordering | Matching | Numeric | ShortText | Codes

/**
 * course.yaml: what the course is and what belongs to it.
 */
export interface CourseFile {
  /**
   * Names the course in packages, records and awards. Never change it once learners have begun.
   */
  id: string
  /**
   * As learners and LMS catalogues see it.
   */
  title: string
  /**
   * Semantic version; raise it with each upload.
   */
  version: string
  /**
   * BCP 47 language tag of the text. Right-to-left languages lay the player out right to left.
   */
  language: string
  /**
   * One paragraph for the LMS catalogue.
   */
  description: string
  /**
   * Who wrote the course.
   *
   * @minItems 1
   *
   * Items: One author.
   */
  authors: {
    /**
     * Name as shown.
     */
    name: string
    /**
     * Organisation, if any.
     */
    affiliation?: string
  }[]
  /**
   * Why the course exists. An exam-prep course cannot claim approved CEUs.
   */
  purpose: 'exam-prep' | 'continuing-education' | 'training'
  /**
   * Subject domains that modules, questions and results are grouped by.
   *
   * @minItems 1
   *
   * Items: One subject domain.
   */
  domains: {
    /**
     * Used by `domain:` everywhere in the course.
     */
    id: string
    /**
     * As learners see it in results.
     */
    title: string
  }[]
  /**
   * Date the codes of the course are meant for where a module, bank or case names none.
   */
  asOf?: string
  /**
   * Module files in reading order.
   *
   * @minItems 1
   *
   * Items: A Markdown file. A path inside the course folder, with forward slashes.
   */
  modules: string[]
  /**
   * Exam files in the order learners see them.
   *
   * Items: A YAML file. A path inside the course folder, with forward slashes.
   */
  exams?: string[]
  /**
   * When the course counts as complete.
   */
  completion: {
    /**
     * Percent of sections that must have been opened. 100 when left out.
     */
    sections?: number
    /**
     * none: they do not matter; answered: each was tried; correct: each was answered right.
     */
    checks?: 'none' | 'answered' | 'correct'
    /**
     * Id of the exam that must be passed.
     */
    exam?: string
  }
  /**
   * A code book for learners, made from the installed code sets and put into the packages. Without it there is none.
   */
  codebook?: {
    /**
     * Code systems it holds; those that the course cites when left out.
     *
     * @minItems 1
     *
     * Items: A code system.
     */
    systems?: ('icd10cm' | 'icd10pcs' | 'hcpcs')[]
    /**
     * used: those of the cited codes; all: every one; or a list: chapters of ICD-10-CM by number, sections of ICD-10-PCS and HCPCS as icd10pcs:0.
     *
     * @minItems 1
     */
    chapters?: string | (number | string)[]
    /**
     * Whether the notes of the tabular list and the definitions of ICD-10-PCS go with it, where they are installed.
     */
    notes?: boolean
    /**
     * Whether codes that need more characters are listed too.
     */
    headers?: boolean
  }
  /**
   * Package formats that `chartwright build` makes when no --target is given.
   *
   * @minItems 1
   *
   * Items: Name of a package format.
   */
  targets?: string[]
  /**
   * What learners are given for completing the course.
   */
  awards?: Award[]
}
/**
 * What a learner is given for completing the course, and what the record must show first.
 */
export interface Award {
  /**
   * Unique in the course; names the award in the ledger.
   */
  id: string
  /**
   * The activity title as it stands on the certificate.
   */
  title: string
  /**
   * What kind of learning activity the award is for.
   */
  type: 'self-study' | 'course' | 'webinar' | 'conference'
  /**
   * Continuing education units claimed. 0 where no body has approved the activity.
   */
  credits: number
  /**
   * Minutes of instruction the award stands for.
   */
  minutes: number
  /**
   * Subject domain the credits are counted in.
   */
  domain: string
  /**
   * Credential the credits are meant for. Left out where the award claims none.
   */
  credential?: string
  /**
   * The unit the credits are counted in. 1 CEU of 60 minutes when left out.
   */
  unit?: {
    /**
     * As printed behind the figure.
     */
    name: string
    /**
     * How many contact minutes one unit asks for.
     */
    minutes: number
  }
  /**
   * A body's approval of this activity, quoted on the certificate.
   */
  approval?: {
    /**
     * Who approved the activity.
     */
    approver: string
    /**
     * The approver's number for it.
     */
    number: string
    /**
     * The title as approved, letter for letter.
     */
    title: string
    /**
     * First day of the approval.
     */
    from: string
    /**
     * Last day of the approval.
     */
    until: string
  }
  /**
   * What the record must show before the award is made.
   */
  requires: {
    /**
     * The course must be complete by its completion rule.
     */
    completed: boolean
    /**
     * Exam that must have been passed.
     */
    exam?: string
    /**
     * Least percent in that exam. The exam's own pass mark when left out.
     */
    score?: number
    /**
     * Least minutes the learner must have spent in the course.
     */
    seatMinutes?: number
  }
  /**
   * One paragraph printed on the certificate: what the award means and what it does not.
   */
  statement: string
}
/**
 * Front matter of a module.
 */
export interface ModuleMeta {
  /**
   * The file name without number and extension when left out.
   */
  id?: string
  /**
   * As learners see it.
   */
  title: string
  /**
   * What the learner can do afterwards.
   *
   * Items: One learning objective.
   */
  objectives?: {
    /**
     * Used by `objective=` of questions.
     */
    id: string
    /**
     * One sentence beginning with a verb.
     */
    text: string
  }[]
  /**
   * Minutes a learner needs for it.
   */
  minutes: number
  /**
   * Id of one of the domains of course.yaml.
   */
  domain?: string
  /**
   * Date the codes of this module are meant for.
   */
  asOf?: string
}
/**
 * Front matter of a question bank: its id and defaults for its questions.
 */
export interface BankMeta {
  /**
   * Used by quizzes and exams.
   */
  bank: string
  /**
   * What the bank is about.
   */
  title?: string
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * How hard the question is meant to be.
   */
  difficulty?: 'easy' | 'medium' | 'hard'
  /**
   * What a question is worth.
   */
  points?: number
  /**
   * Whether options are shown in random order.
   */
  shuffle?: boolean
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial?: boolean
  /**
   * Code system of codes written without one.
   */
  codes?: 'icd10cm' | 'icd10pcs' | 'cpt' | 'hcpcs'
  /**
   * Date the codes of this bank are meant for.
   */
  asOf?: string
}
/**
 * The attributes of ::meta{…} below a question's heading.
 */
export interface QuestionMeta {
  /**
   * Id of one of the domains of course.yaml.
   */
  domain?: string
  /**
   * How hard the question is meant to be.
   */
  difficulty?: 'easy' | 'medium' | 'hard'
  /**
   * What a question is worth.
   */
  points?: number
  /**
   * Whether options are shown in random order.
   */
  shuffle?: boolean
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial?: boolean
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Id of a module objective this question tests.
   */
  objective?: string
  /**
   * Says what the shape alone does not.
   */
  type?: 'single' | 'multiple' | 'order' | 'match' | 'numeric' | 'text' | 'codes'
  /**
   * Whether short text must match upper and lower case.
   */
  case?: 'sensitive' | 'insensitive'
  /**
   * Shown behind a numeric answer.
   */
  unit?: string
}
/**
 * glossary.yaml: terms and their definitions.
 */
export interface Glossary {
  /**
   * One sentence; inline Markdown is allowed.
   */
  [k: string]: string
}
/**
 * A code with what makes it right.
 */
export interface KeyLine {
  /**
   * The code of the key. `or` lists what is accepted besides: another code, `any of N18`, a code `(7th character ignored)`.
   */
  code: string
  /**
   * Told by the form of the code when left out.
   */
  system?: 'icd10cm' | 'icd10pcs' | 'cpt' | 'hcpcs'
  /**
   * Present-on-admission indicator; `exempt` for codes of the exempt list.
   */
  poa?: 'Y' | 'N' | 'U' | 'W' | 'exempt'
  /**
   * Day of a procedure; day 1 is the day of admission.
   */
  day?: number
  /**
   * Whether it must be reported, or may be without earning or costing anything.
   */
  need?: 'required' | 'optional'
  /**
   * What the line is worth.
   */
  points?: number
  /**
   * Rationale of this line, in Markdown.
   */
  why?: string
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Words of the documents that support it, exactly as they stand there.
   *
   * @minItems 1
   * @maxItems 6
   *
   * Items: Words of one document.
   */
  evidence?: string[]
}
/**
 * Front matter of a case: what the record is and the key of the coding task. Below it stands what the learner is to do, then the documents, each under a level-2 heading.
 */
export interface CaseMeta {
  /**
   * Unique in the course.
   */
  case: string
  /**
   * As learners see it.
   */
  title: string
  /**
   * Where the patient was seen; decides which code sets apply.
   */
  setting: 'inpatient' | 'outpatient'
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * How hard the question is meant to be.
   */
  difficulty?: 'easy' | 'medium' | 'hard'
  /**
   * Date of discharge or service the codes are meant for.
   */
  asOf: string
  /**
   * The author states that the record is invented and carries no real person's data.
   */
  fictional: true
  /**
   * The right codes, and those that must not be reported.
   */
  key: {
    principal: KeyLine
    /**
     * In any order.
     *
     * @maxItems 40
     */
    secondary?: KeyLine[]
    admitting?: KeyLine
    /**
     * In any order.
     *
     * @maxItems 25
     */
    procedures?: KeyLine[]
    /**
     * Codes that learners are tempted to report; each costs points.
     *
     * @maxItems 25
     */
    notSupported?: KeyLine[]
    /**
     * Either the codes of the key together, or others instead.
     *
     * @maxItems 4
     *
     * Items: One rule.
     */
    instead?: {
      /**
       * Codes of required diagnoses or procedures of this key.
       *
       * @minItems 1
       *
       * Items: As in the key.
       */
      of: string[]
      /**
       * What may stand in their place.
       *
       * @minItems 1
       * @maxItems 6
       */
      codes: KeyLine[]
    }[]
    /**
     * Patient discharge status, two digits (UB-04, form locator 17).
     */
    disposition?: {
      /**
       * Two digits.
       */
      code: string
      /**
       * What the line is worth.
       */
      points?: number
      /**
       * Rationale of this line, in Markdown.
       */
      why?: string
      /**
       * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
       */
      ref?: string
      /**
       * Words of the documents that support it, exactly as they stand there.
       *
       * @minItems 1
       * @maxItems 6
       *
       * Items: Words of one document.
       */
      evidence?: string[]
    }
  }
  /**
   * What is to be learned from the case as a whole, in Markdown.
   */
  rationale?: string
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial?: boolean
  /**
   * How a partly right line counts; fields left out are 0.25, 0.5, 0.25 and 0.5.
   */
  scoring?: {
    /**
     * Share of a line's points that a wrong or missing POA indicator costs, where the key gives one.
     */
    poa?: number
    /**
     * Share of its points that the principal or first-listed diagnosis loses when it stands at another place.
     */
    sequence?: number
    /**
     * Share of a procedure's points that a wrong or missing day costs, where the key gives one.
     */
    day?: number
    /**
     * Points that each code costs which the record does not support: one the key marks so, or one that it does not hold and that is no near miss. The score never falls below 0.
     */
    penalty?: number
  }
  /**
   * Ids of questions of a bank that are asked after the codes, in this order.
   *
   * @maxItems 12
   *
   * Items: A question id.
   */
  followUp?: string[]
}
/**
 * exams/*.yaml: which questions are drawn, how long the exam takes, what passes.
 */
export interface ExamFile {
  /**
   * Unique in the course.
   */
  id: string
  /**
   * As learners see it.
   */
  title: string
  /**
   * Shown before the exam begins.
   */
  description?: string
  /**
   * Time allowed; 0 for no clock.
   */
  minutes?: number
  /**
   * Whether the clock runs or pauses while the learner is away.
   */
  clock?: 'runs' | 'pauses'
  /**
   * How often it may be taken; 0 for as often as wanted.
   */
  attempts?: number
  /**
   * Percent of the points that passes, with at most two decimals.
   */
  pass: number
  /**
   * When keys and rationales are shown.
   */
  feedback?: 'after-submit' | 'after-pass' | 'never'
  /**
   * Whether questions come in random order.
   */
  shuffle?: boolean
  /**
   * Whether the code book of the course may be used during the exam. Codes that are looked up are counted.
   */
  codebook?: 'open' | 'closed'
  /**
   * Parts of the exam in order.
   *
   * @minItems 1
   *
   * Items: One part of the exam.
   */
  sections: {
    /**
     * Unique in the exam.
     */
    id: string
    /**
     * As learners see it.
     */
    title: string
    /**
     * What is drawn from which bank.
     *
     * @minItems 1
     *
     * Items: A number of questions from one bank.
     */
    draws: {
      /**
       * Id of the bank.
       */
      bank: string
      /**
       * How many questions.
       */
      count: number
      /**
       * How hard the question is meant to be.
       */
      difficulty?: 'easy' | 'medium' | 'hard'
      /**
       * Id of one of the domains of course.yaml.
       */
      domain?: string
    }[]
  }[]
}
/**
 * chartwright.yaml in the data folder: how the service presents itself. Command-line options win over it.
 */
export interface Config {
  /**
   * Who issues certificates.
   */
  organisation?: {
    /**
     * As printed on certificates.
     */
    name: string
    /**
     * The organisation's site.
     */
    url?: string
  }
  /**
   * Address under which learners and auditors reach the service; stands in links and QR codes. The address it listens on when left out.
   */
  publicUrl?: string
  /**
   * Another host name that leads to this service, for the files of imported cmi5 packages: they get an origin of their own there. When left out they run in a sandbox without one, in which a package cannot keep anything in the browser.
   */
  contentUrl?: string
  /**
   * Address to listen on.
   */
  host?: string
  /**
   * Port to listen on.
   */
  port?: number
  /**
   * Take the client's address from X-Forwarded-For. Only behind a proxy that sets it.
   */
  trustProxy?: boolean
  /**
   * First part of certificate numbers.
   */
  certificatePrefix?: string
  /**
   * IANA zone in which completion dates are written.
   */
  timeZone?: string
}
/**
 * codes.lock.json of a course: every code it cites as the code set in force on the day it is meant for has it. Written by `chartwright codes lock`.
 */
export interface CodesLock {
  /**
   * Version of this format.
   */
  format: 1
  /**
   * Day that codes are meant for where neither their file nor the course names one.
   */
  asOf: string
  /**
   * Code sets that the codes were looked up in.
   *
   * Items: A code set as it is in force from a day on.
   */
  editions: {
    /**
     * Whose codes these are.
     */
    system: 'icd10cm' | 'icd10pcs' | 'cpt' | 'hcpcs'
    /**
     * Day from which the edition is in force.
     */
    effective: string
    /**
     * How many codes it has that can be reported.
     */
    billable: number
    /**
     * How many entries it has that are divided further.
     */
    headers: number
    /**
     * SHA-256 of its sorted codes and titles.
     */
    digest: string
  }[]
  /**
   * Every cited code, sorted by system, code and edition.
   *
   * Items: A code as one edition has it.
   */
  codes: {
    /**
     * Whose code it is.
     */
    system: 'icd10cm' | 'icd10pcs' | 'cpt' | 'hcpcs'
    /**
     * As the course writes it.
     */
    code: string
    /**
     * Day from which the edition is in force that it was looked up in.
     */
    edition: string
    /**
     * Its long title.
     */
    title: string
    /**
     * Whether it can be reported; a header cannot.
     */
    billable: boolean
    /**
     * Whether it is exempt from present-on-admission reporting, where the list was installed.
     */
    poaExempt?: boolean
  }[]
}
/**
 * What is installed of one edition of a code system.
 */
export interface StoredEdition {
  /**
   * Whose codes these are.
   */
  system: 'icd10cm' | 'icd10pcs' | 'hcpcs'
  /**
   * Day from which the edition is in force.
   */
  effective: string
  /**
   * How many codes can be reported; missing while only lists beside the codes are installed.
   */
  billable?: number
  /**
   * How many entries are divided further.
   */
  headers?: number
  /**
   * Kind of content → SHA-256 of its file in the folder objects.
   */
  parts: {
    codes?: Digest
    poaExempt?: Digest
    conversion?: Digest
    tabular?: Digest
    tables?: Digest
    definitions?: Digest
  }
  sources: CodeSources
}
/**
 * One installed list of guideline sections.
 */
export interface StoredGuidelines {
  /**
   * As references name it.
   */
  edition: string
  /**
   * Day from which the edition is in force.
   */
  validFrom: string
  /**
   * How many sections it has.
   */
  sections: number
  object: Digest
  sources: CodeSources
}
/**
 * store.json of a folder of installed code sets. Written by `chartwright codes add`.
 */
export interface CodeStore {
  /**
   * Version of this format.
   */
  format: 1
  /**
   * Installed editions, sorted by system and day.
   */
  editions: StoredEdition[]
  /**
   * Installed lists of guideline sections, by the day from which they are in force.
   */
  guidelines: StoredGuidelines[]
}
/**
 * Something to be ordered or matched.
 */
export interface Item {
  /**
   * One of a–z, in the order written.
   */
  id: string
  /**
   * What is shown. Sanitised HTML.
   */
  html: string
  /**
   * The same for reports. Plain text.
   */
  text: string
}
/**
 * One option of a choice.
 */
export interface Option {
  /**
   * One of a–z, in the order written.
   */
  id: string
  /**
   * What is shown. Sanitised HTML.
   */
  html: string
  /**
   * The same for reports. Plain text.
   */
  text: string
  /**
   * Shown when this option was chosen. Sanitised HTML.
   */
  feedback?: string
  /**
   * Whether it belongs to the key.
   */
  correct: boolean
  /**
   * Whether shuffling leaves it in its place.
   */
  pinned: boolean
}
/**
 * Options of which exactly one is right.
 */
export interface SingleChoice {
  /**
   * The question type.
   */
  type: 'single-choice'
  /**
   * Unique in the course.
   */
  id: string
  /**
   * Four characters derived from the id; names the question in saved progress.
   */
  key: string
  /**
   * Id of the bank it stands in.
   */
  bank: string
  /**
   * What is asked. Sanitised HTML.
   */
  stem: string
  /**
   * The stem for reports and interactions. Plain text.
   */
  stemText: string
  /**
   * Why the key is right. Sanitised HTML.
   */
  rationale: string
  /**
   * How hard the question is meant to be.
   */
  difficulty: 'easy' | 'medium' | 'hard'
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * What a question is worth.
   */
  points: number
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial: boolean
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Objective it tests.
   */
  objective?: string
  /**
   * Where it is written.
   */
  source: {
    /**
     * The bank's file. A path inside the course folder, with forward slashes.
     */
    file: string
    /**
     * Line of the heading, from 1.
     */
    line: number
  }
  /**
   * In the order written.
   *
   * @minItems 2
   * @maxItems 26
   */
  options: Option[]
  /**
   * Whether options are shown in random order.
   */
  shuffle: boolean
}
/**
 * Options of which several are right.
 */
export interface MultipleResponse {
  /**
   * The question type.
   */
  type: 'multiple-response'
  /**
   * Unique in the course.
   */
  id: string
  /**
   * Four characters derived from the id; names the question in saved progress.
   */
  key: string
  /**
   * Id of the bank it stands in.
   */
  bank: string
  /**
   * What is asked. Sanitised HTML.
   */
  stem: string
  /**
   * The stem for reports and interactions. Plain text.
   */
  stemText: string
  /**
   * Why the key is right. Sanitised HTML.
   */
  rationale: string
  /**
   * How hard the question is meant to be.
   */
  difficulty: 'easy' | 'medium' | 'hard'
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * What a question is worth.
   */
  points: number
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial: boolean
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Objective it tests.
   */
  objective?: string
  /**
   * Where it is written.
   */
  source: {
    /**
     * The bank's file. A path inside the course folder, with forward slashes.
     */
    file: string
    /**
     * Line of the heading, from 1.
     */
    line: number
  }
  /**
   * In the order written.
   *
   * @minItems 2
   * @maxItems 26
   */
  options: Option[]
  /**
   * Whether options are shown in random order.
   */
  shuffle: boolean
}
/**
 * A statement to be judged.
 */
export interface TrueFalse {
  /**
   * The question type.
   */
  type: 'true-false'
  /**
   * Unique in the course.
   */
  id: string
  /**
   * Four characters derived from the id; names the question in saved progress.
   */
  key: string
  /**
   * Id of the bank it stands in.
   */
  bank: string
  /**
   * What is asked. Sanitised HTML.
   */
  stem: string
  /**
   * The stem for reports and interactions. Plain text.
   */
  stemText: string
  /**
   * Why the key is right. Sanitised HTML.
   */
  rationale: string
  /**
   * How hard the question is meant to be.
   */
  difficulty: 'easy' | 'medium' | 'hard'
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * What a question is worth.
   */
  points: number
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial: boolean
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Objective it tests.
   */
  objective?: string
  /**
   * Where it is written.
   */
  source: {
    /**
     * The bank's file. A path inside the course folder, with forward slashes.
     */
    file: string
    /**
     * Line of the heading, from 1.
     */
    line: number
  }
  /**
   * Whether the statement is true.
   */
  answer: boolean
  /**
   * Shown when True was chosen. Sanitised HTML.
   */
  feedbackTrue?: string
  /**
   * Shown when False was chosen. Sanitised HTML.
   */
  feedbackFalse?: string
}
/**
 * Items to be put in order.
 */
export interface Ordering {
  /**
   * The question type.
   */
  type: 'ordering'
  /**
   * Unique in the course.
   */
  id: string
  /**
   * Four characters derived from the id; names the question in saved progress.
   */
  key: string
  /**
   * Id of the bank it stands in.
   */
  bank: string
  /**
   * What is asked. Sanitised HTML.
   */
  stem: string
  /**
   * The stem for reports and interactions. Plain text.
   */
  stemText: string
  /**
   * Why the key is right. Sanitised HTML.
   */
  rationale: string
  /**
   * How hard the question is meant to be.
   */
  difficulty: 'easy' | 'medium' | 'hard'
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * What a question is worth.
   */
  points: number
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial: boolean
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Objective it tests.
   */
  objective?: string
  /**
   * Where it is written.
   */
  source: {
    /**
     * The bank's file. A path inside the course folder, with forward slashes.
     */
    file: string
    /**
     * Line of the heading, from 1.
     */
    line: number
  }
  /**
   * In the right order.
   *
   * @minItems 2
   * @maxItems 26
   */
  items: Item[]
}
/**
 * Sources to be matched with targets.
 */
export interface Matching {
  /**
   * The question type.
   */
  type: 'matching'
  /**
   * Unique in the course.
   */
  id: string
  /**
   * Four characters derived from the id; names the question in saved progress.
   */
  key: string
  /**
   * Id of the bank it stands in.
   */
  bank: string
  /**
   * What is asked. Sanitised HTML.
   */
  stem: string
  /**
   * The stem for reports and interactions. Plain text.
   */
  stemText: string
  /**
   * Why the key is right. Sanitised HTML.
   */
  rationale: string
  /**
   * How hard the question is meant to be.
   */
  difficulty: 'easy' | 'medium' | 'hard'
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * What a question is worth.
   */
  points: number
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial: boolean
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Objective it tests.
   */
  objective?: string
  /**
   * Where it is written.
   */
  source: {
    /**
     * The bank's file. A path inside the course folder, with forward slashes.
     */
    file: string
    /**
     * Line of the heading, from 1.
     */
    line: number
  }
  /**
   * The left column.
   *
   * @minItems 2
   * @maxItems 26
   */
  sources: Item[]
  /**
   * The right column, distractors included.
   *
   * @minItems 2
   * @maxItems 26
   */
  targets: Item[]
  /**
   * For each source, in order, the id of its target.
   *
   * @minItems 2
   * @maxItems 26
   *
   * Items: One of a–z, in the order written.
   */
  pairs: string[]
  /**
   * Heading of the left column. Plain text.
   */
  sourceLabel: string
  /**
   * Heading of the right column. Plain text.
   */
  targetLabel: string
}
/**
 * A number with a tolerance.
 */
export interface Numeric {
  /**
   * The question type.
   */
  type: 'numeric'
  /**
   * Unique in the course.
   */
  id: string
  /**
   * Four characters derived from the id; names the question in saved progress.
   */
  key: string
  /**
   * Id of the bank it stands in.
   */
  bank: string
  /**
   * What is asked. Sanitised HTML.
   */
  stem: string
  /**
   * The stem for reports and interactions. Plain text.
   */
  stemText: string
  /**
   * Why the key is right. Sanitised HTML.
   */
  rationale: string
  /**
   * How hard the question is meant to be.
   */
  difficulty: 'easy' | 'medium' | 'hard'
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * What a question is worth.
   */
  points: number
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial: boolean
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Objective it tests.
   */
  objective?: string
  /**
   * Where it is written.
   */
  source: {
    /**
     * The bank's file. A path inside the course folder, with forward slashes.
     */
    file: string
    /**
     * Line of the heading, from 1.
     */
    line: number
  }
  /**
   * The right number.
   */
  value: number
  /**
   * How far an answer may be off either way.
   */
  tolerance: number
  /**
   * Shown behind the field. Plain text.
   */
  unit?: string
}
/**
 * A word or phrase.
 */
export interface ShortText {
  /**
   * The question type.
   */
  type: 'short-text'
  /**
   * Unique in the course.
   */
  id: string
  /**
   * Four characters derived from the id; names the question in saved progress.
   */
  key: string
  /**
   * Id of the bank it stands in.
   */
  bank: string
  /**
   * What is asked. Sanitised HTML.
   */
  stem: string
  /**
   * The stem for reports and interactions. Plain text.
   */
  stemText: string
  /**
   * Why the key is right. Sanitised HTML.
   */
  rationale: string
  /**
   * How hard the question is meant to be.
   */
  difficulty: 'easy' | 'medium' | 'hard'
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * What a question is worth.
   */
  points: number
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial: boolean
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Objective it tests.
   */
  objective?: string
  /**
   * Where it is written.
   */
  source: {
    /**
     * The bank's file. A path inside the course folder, with forward slashes.
     */
    file: string
    /**
     * Line of the heading, from 1.
     */
    line: number
  }
  /**
   * Accepted variants; the first is shown as the key.
   *
   * @minItems 1
   * @maxItems 10
   *
   * Items: One accepted answer. Plain text.
   */
  accepted: string[]
  /**
   * Whether upper and lower case must match.
   */
  caseSensitive: boolean
}
/**
 * Codes are typed, from a record or from the question alone; parts of the key earn parts of the points.
 */
export interface Codes {
  /**
   * The question type.
   */
  type: 'codes'
  /**
   * Unique in the course.
   */
  id: string
  /**
   * Four characters derived from the id; names the question in saved progress.
   */
  key: string
  /**
   * Id of the bank it stands in.
   */
  bank: string
  /**
   * What is asked. Sanitised HTML.
   */
  stem: string
  /**
   * The stem for reports and interactions. Plain text.
   */
  stemText: string
  /**
   * What is to be learned from it as a whole; empty when the lines say all. Sanitised HTML.
   */
  rationale: string
  /**
   * How hard the question is meant to be.
   */
  difficulty: 'easy' | 'medium' | 'hard'
  /**
   * Id of one of the domains of course.yaml.
   */
  domain: string
  /**
   * What a question is worth.
   */
  points: number
  /**
   * Whether a partly right answer earns part of the points.
   */
  partial: boolean
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * Objective it tests.
   */
  objective?: string
  /**
   * Where it is written.
   */
  source: {
    /**
     * The bank's file. A path inside the course folder, with forward slashes.
     */
    file: string
    /**
     * Line of the heading, from 1.
     */
    line: number
  }
  /**
   * Where the patient was seen.
   */
  setting: 'inpatient' | 'outpatient'
  /**
   * What the form has room for.
   *
   * Items: One part of the form.
   */
  asks: ('diagnoses' | 'poa' | 'admitting' | 'procedures' | 'days' | 'disposition')[]
  /**
   * How a partly right line counts.
   */
  rule: {
    /**
     * Share of a line's points that a wrong or missing POA indicator costs, where the key gives one.
     */
    poa: number
    /**
     * Share of its points that the principal or first-listed diagnosis loses when it stands at another place.
     */
    sequence: number
    /**
     * Share of a procedure's points that a wrong or missing day costs, where the key gives one.
     */
    day: number
    /**
     * Points that each code costs which the record does not support: one the key marks so, or one that it does not hold and that is no near miss. The score never falls below 0.
     */
    penalty: number
  }
  /**
   * The key.
   *
   * @minItems 1
   */
  lines: CodeLine[]
  /**
   * Lines that others may stand for.
   *
   * Items: Either these lines together, or those instead.
   */
  instead: {
    /**
     * Numbers of the lines replaced, counting from 0.
     *
     * @minItems 1
     *
     * Items: Number of a line.
     */
    lines: number[]
    /**
     * What may stand there instead; worth as much together.
     *
     * @minItems 1
     */
    with: CodeLine[]
  }[]
  /**
   * The record; empty when the question tells all.
   *
   * Items: One document of the record.
   */
  documents: {
    /**
     * Slug of its heading.
     */
    id: string
    /**
     * On its tab.
     */
    title: string
    /**
     * Sanitised HTML.
     */
    html: string
  }[]
}
/**
 * One line of the key of a coding task.
 */
export interface CodeLine {
  /**
   * What the code is reported as.
   */
  role: 'principal' | 'secondary' | 'admitting' | 'procedure' | 'disposition'
  /**
   * Whether it must be reported, may be, or must not be.
   */
  need: 'required' | 'optional' | 'not-supported'
  /**
   * Which code set it belongs to; `discharge` for the patient's discharge status.
   */
  system: 'icd10cm' | 'icd10pcs' | 'cpt' | 'hcpcs' | 'discharge'
  /**
   * The code of the key, then what is accepted in its place.
   *
   * @minItems 1
   *
   * Items: A code or a group of codes.
   */
  accepts: {
    /**
     * With its point.
     */
    code: string
    /**
     * The code alone, any code of this category, or the code whatever its 7th character.
     */
    match: 'exact' | 'category' | 'seventh'
  }[]
  /**
   * Present-on-admission indicator; `exempt` for codes of the exempt list.
   */
  poa?: 'Y' | 'N' | 'U' | 'W' | 'exempt'
  /**
   * Day of a procedure; day 1 is the day of admission.
   */
  day?: number
  /**
   * What the line is worth; of a line that is not supported, what reporting it costs; 0 for an optional one.
   */
  points: number
  /**
   * Title of the code in the lock.
   */
  title?: string
  /**
   * Rationale of this line. Sanitised HTML.
   */
  why?: string
  /**
   * Section id of the official guidelines that backs the key, with the edition after an @ where it matters.
   */
  ref?: string
  /**
   * What in the record supports the line.
   *
   * Items: Words of a document.
   */
  evidence: {
    /**
     * Id of the document.
     */
    document: string
    /**
     * As it stands there, spaces made single.
     */
    quote: string
  }[]
}
/**
 * One module.
 */
export interface CompiledModule {
  /**
   * Unique in the course.
   */
  id: string
  /**
   * Names the module in saved progress.
   */
  key: string
  /**
   * As shown.
   */
  title: string
  /**
   * As in the front matter.
   *
   * Items: One objective.
   */
  objectives: {
    /**
     * Id.
     */
    id: string
    /**
     * One sentence.
     */
    text: string
  }[]
  /**
   * Minutes it takes.
   */
  minutes: number
  /**
   * Id of one of the domains of course.yaml.
   */
  domain?: string
  /**
   * In reading order.
   */
  sections: Section[]
}
/**
 * One section: the unit of progress.
 */
export interface Section {
  /**
   * Module id, slash, slug of the heading.
   */
  id: string
  /**
   * As shown.
   */
  title: string
  /**
   * Text and knowledge checks in order.
   */
  blocks: (TextBlock | CheckBlock)[]
}
/**
 * Rendered text.
 */
export interface TextBlock {
  /**
   * Which block this is.
   */
  kind: 'text'
  /**
   * The text. Sanitised HTML.
   */
  html: string
}
/**
 * Questions asked within the text.
 */
export interface CheckBlock {
  /**
   * Which block this is.
   */
  kind: 'check'
  /**
   * Section id, #, number in the section.
   */
  id: string
  /**
   * Ids of the pool, sorted; of a case, in the order asked.
   *
   * @minItems 1
   *
   * Items: A question id.
   */
  questions: string[]
  /**
   * How many of them a learner is asked.
   */
  pick: number
  /**
   * Whether all are asked in the order they stand in: a case, then its follow-up questions.
   */
  ordered?: true
}
/**
 * One exam.
 */
export interface CompiledExam {
  /**
   * Unique in the course.
   */
  id: string
  /**
   * As shown.
   */
  title: string
  /**
   * Shown before it begins.
   */
  description?: string
  /**
   * 0 for no clock.
   */
  minutes: number
  /**
   * What it does while the learner is away.
   */
  clock: 'runs' | 'pauses'
  /**
   * 0 for unlimited.
   */
  attempts: number
  /**
   * Percent.
   */
  pass: number
  /**
   * When keys are shown.
   */
  feedback: 'after-submit' | 'after-pass' | 'never'
  /**
   * Random order.
   */
  shuffle: boolean
  /**
   * Open during the exam; closed when left out.
   */
  codebook?: 'open'
  /**
   * Parts in order.
   *
   * Items: One part.
   */
  sections: {
    /**
     * Unique in the exam.
     */
    id: string
    /**
     * As shown.
     */
    title: string
    /**
     * Resolved draws.
     *
     * Items: A pool and how many to take.
     */
    draws: {
      /**
       * How many.
       */
      count: number
      /**
       * Question ids, sorted.
       *
       * Items: A question id.
       */
      questions: string[]
    }[]
  }[]
}
/**
 * One file of the course.
 */
export interface Asset {
  /**
   * Where it stands in the package, safe for every LMS. A path inside the course folder, with forward slashes.
   */
  path: string
  /**
   * In hex.
   */
  sha256: string
  /**
   * Size.
   */
  bytes: number
  /**
   * By extension.
   */
  mediaType: string
}
/**
 * What the compiler hands to package targets, the player and the service: plain data, nothing about any format.
 */
export interface CompiledCourse {
  /**
   * Version of this schema.
   */
  format: 1
  /**
   * As in course.yaml.
   */
  id: string
  /**
   * As in course.yaml.
   */
  title: string
  /**
   * As in course.yaml.
   */
  version: string
  /**
   * BCP 47 tag.
   */
  language: string
  /**
   * Writing direction of the language.
   */
  direction: 'ltr' | 'rtl'
  /**
   * As in course.yaml.
   */
  description: string
  /**
   * As in course.yaml.
   *
   * Items: One author.
   */
  authors: {
    /**
     * Name as shown.
     */
    name: string
    /**
     * Organisation.
     */
    affiliation?: string
  }[]
  /**
   * As in course.yaml.
   */
  purpose: 'exam-prep' | 'continuing-education' | 'training'
  /**
   * As in course.yaml.
   *
   * Items: One domain.
   */
  domains: {
    /**
     * Id.
     */
    id: string
    /**
     * As shown.
     */
    title: string
  }[]
  /**
   * In reading order.
   */
  modules: CompiledModule[]
  /**
   * All questions a learner can meet, sorted by id.
   */
  questions: Question[]
  /**
   * In order.
   */
  exams: CompiledExam[]
  /**
   * Terms used, sorted.
   *
   * Items: One term.
   */
  glossary: {
    /**
     * The term.
     */
    term: string
    /**
     * What it means. Sanitised HTML.
     */
    html: string
  }[]
  /**
   * When the course is complete.
   */
  completion: {
    /**
     * Percent of sections opened.
     */
    sections: number
    /**
     * What is asked of knowledge checks.
     */
    checks: 'none' | 'answered' | 'correct'
    /**
     * Exam to pass.
     */
    exam?: string
  }
  /**
   * As in course.yaml.
   */
  awards: Award[]
  /**
   * As in course.yaml.
   *
   * Items: Package format.
   */
  targets: string[]
  /**
   * Files of the course that its text shows, sorted by path. Their bytes travel beside this document.
   */
  assets: Asset[]
  /**
   * What the code book of the course holds; its files are among the assets.
   *
   * @minItems 1
   *
   * Items: The codes of one system.
   */
  codebook?: {
    /**
     * The code system.
     */
    system: 'icd10cm' | 'icd10pcs' | 'hcpcs'
    /**
     * Day from which the edition is in force.
     */
    effective: string
    /**
     * Edition that codes marked as new are not in; left out where it was not installed.
     */
    before?: string
    /**
     * Whether codes that are exempt from POA are marked.
     */
    poa?: true
    /**
     * Fiscal year of the tabular list that the notes come from.
     */
    notesOf?: number
    /**
     * In order.
     *
     * @minItems 1
     *
     * Items: One chapter or section.
     */
    chapters: {
      /**
       * Number of the chapter; first character of its codes in the other systems.
       */
      id: string
      /**
       * As the agency calls it.
       */
      title: string
      /**
       * Names the file codebook/<shard>.js.
       */
      shard: string
      /**
       * Names the file with what is noted at its codes.
       */
      notes?: string
    }[]
  }[]
  /**
   * Sum over the modules.
   */
  minutes: number
  /**
   * SHA-256 in hex over everything above; changes when anything a learner sees changes.
   */
  hash: string
  /**
   * Titles of the codes the course cites, for coding forms. Left out when no question asks for codes.
   *
   * Items: A code with its title.
   */
  codes?: {
    /**
     * The code set.
     */
    system: 'icd10cm' | 'icd10pcs' | 'cpt' | 'hcpcs'
    /**
     * With its point.
     */
    code: string
    /**
     * Of the edition the course is locked to.
     */
    title: string
  }[]
}
