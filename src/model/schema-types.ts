// Generated from schemas/*.schema.json by `npm run types`. Do not edit.

/**
 * One entry of the ledger of credit: credit given, or credit taken back.
 */
export type LedgerLine = Credit | Revocation
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
  awards?: AwardFile[]
}
/**
 * What a learner is given for completing the course, and what the record must show first. `credits` or `minutes` may be left out, not both.
 */
export interface AwardFile {
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
   * Continuing education units claimed; 0 where no body has approved the activity. Worked out from `minutes` and `unit` when left out, rounded down to hundredths.
   */
  credits?: number
  /**
   * Minutes of instruction the award stands for. Worked out from `credits` and `unit` when left out.
   */
  minutes?: number
  /**
   * Subject domain the credits are counted in.
   */
  domain: string
  /**
   * What the activity is about, narrower than its domain; some bodies ask for credits by topic.
   */
  topic?: string
  /**
   * Credentials the credits are meant for, as their rule files are named. Left out where the award claims none.
   *
   * @minItems 1
   *
   * Items: Id of a credential.
   */
  credentials?: string[]
  unit?: AwardUnit
  /**
   * Who stands behind the credits where there is no approval with a number, for example an accredited provider.
   */
  approver?: string
  approval?: Approval
  requires: AwardRequirements
  window?: AwardWindow
  /**
   * How the service may have come to know of a completion. hosted: taken here and graded by the service; cmi5: reported by a course launched here; lms-key: reported by another system with a key of its own; roster: attested by staff from an LMS's grades. Hosted and cmi5 when left out.
   *
   * @minItems 1
   *
   * Items: A way to know of a completion.
   */
  acceptedSources?: ('hosted' | 'cmi5' | 'lms-key' | 'roster')[]
  /**
   * One paragraph printed on the certificate: what the award means and what it does not.
   */
  statement: string
  /**
   * Certificate template the certificate is printed with; the service's own when left out.
   */
  template?: string
  /**
   * How many months after completion the certificate expires. It never does when left out.
   */
  validMonths?: number
}
/**
 * The unit the credits are counted in. 1 CEU of 60 minutes when left out.
 */
export interface AwardUnit {
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
export interface Approval {
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
export interface AwardRequirements {
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
  /**
   * In at most how many attempts that exam must have been passed.
   */
  attempts?: number
}
/**
 * Days between which the course must be completed, both included.
 */
export interface AwardWindow {
  /**
   * First day on which a completion counts.
   */
  from: string
  /**
   * Last day on which a completion counts.
   */
  until: string
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
 * The rules for cycles that begin while it is in force.
 */
export interface CredentialVersion {
  /**
   * Unique in the file; names the version in results.
   */
  version: string
  /**
   * First day on which a cycle may begin that these rules are for.
   */
  from: string
  /**
   * Last such day. When left out: until the next version begins.
   */
  until?: string
  /**
   * Where the figures of this version were read. An address or a document must stand here.
   */
  source: {
    /**
     * The page the figures stand on.
     */
    url?: string
    /**
     * The document the figures stand in, where it has no address.
     */
    document?: string
    /**
     * Day on which the figures were read there.
     */
    retrieved: string
    /**
     * What a reader should know about the source, such as what it does not say.
     */
    note?: string
  }
  /**
   * How long a cycle is and when it begins.
   */
  cycle: {
    /**
     * Length of a cycle. It ends the day before the next one begins.
     */
    months: number
    /**
     * When the first cycle begins: on the holder's own day, on the first day of that month, or with a calendar that is the same for everybody.
     */
    anchor: 'holder' | 'month' | 'calendar'
    /**
     * With the anchor calendar: a day on which a cycle begins for everybody.
     */
    from?: string
  }
  /**
   * Credits a cycle asks for.
   */
  total: {
    /**
     * With one credential of the body.
     */
    base: number
    /**
     * More for each further credential of the same body. 0 when left out.
     */
    perExtra?: number
    /**
     * The most that is asked for, however many credentials are held.
     */
    max?: number
  }
  /**
   * How often one activity may be counted: once ever, once in a cycle, or as often as it is completed.
   */
  earnOnce: 'ever' | 'cycle' | 'no'
  /**
   * What may be brought over from the cycle before: none, or what exceeds its total.
   */
  carryOver:
    | string
    | {
        /**
         * Only credits of the last so many months of the cycle before.
         */
        months: number
        /**
         * At most so many. When left out, all that exceeds the total.
         */
        credits?: number
      }
  /**
   * How a completion may have reached the record. All ways when left out.
   *
   * @minItems 1
   *
   * Items: A source.
   */
  accept?: ('hosted' | 'cmi5' | 'lms-key' | 'roster' | 'manual' | 'external')[]
  /**
   * What must prove an entry. Each line must be fulfilled.
   *
   * Items: One of these must be there.
   */
  evidenceRequired?: {
    /**
     * Kinds of evidence, any of which will do.
     *
     * @minItems 1
     *
     * Items: A kind of evidence.
     */
    anyOf: ('statements' | 'exam' | 'certificate' | 'file' | 'roster' | 'approval')[]
  }[]
  /**
   * What is asked for beside the total.
   *
   * @maxItems 12
   */
  rules: CredentialRule[]
  /**
   * How long the holder must keep evidence, or the word unknown.
   */
  retention:
    | string
    | {
        /**
         * Months after the end of the cycle.
         */
        months: number
        /**
         * What else is asked for.
         */
        note?: string
      }
  /**
   * What the body charges for renewal, or the word unknown.
   */
  fees:
    | string
    | {
        /**
         * What it is charged for.
         */
        for: string
        /**
         * How much.
         */
        amount: number
        /**
         * ISO 4217 code.
         */
        currency: string
      }[]
}
/**
 * A least or greatest number of credits of one kind.
 */
export interface CredentialRule {
  /**
   * Unique in its version; names the rule in results.
   */
  id: string
  /**
   * What the rule asks for, as learners read it.
   */
  text: string
  /**
   * Whether the rule asks for credits (min) or limits how many count (max).
   */
  kind: 'min' | 'max'
  /**
   * Which credits a rule is about: those that fit every list given; a list fits where one of its values does.
   */
  of: {
    /**
     * Subject domains of the activity.
     *
     * @minItems 1
     *
     * Items: A domain.
     */
    domains?: string[]
    /**
     * Topics of the activity.
     *
     * @minItems 1
     *
     * Items: A topic.
     */
    topics?: string[]
    /**
     * Kinds of learning activity.
     *
     * @minItems 1
     *
     * Items: An activity type.
     */
    types?: ('self-study' | 'course' | 'webinar' | 'conference' | 'other')[]
    /**
     * Who approved or provided the activity, letter for letter but for case.
     *
     * @minItems 1
     *
     * Items: An approver.
     */
    approvers?: string[]
    /**
     * How the completion reached the record.
     *
     * @minItems 1
     *
     * Items: A source.
     */
    sources?: ('hosted' | 'cmi5' | 'lms-key' | 'roster' | 'manual' | 'external')[]
  }
  /**
   * Credits in the body's unit. Either this or a share.
   */
  amount?: number
  /**
   * Percent of the total that is asked for. Either this or an amount.
   */
  share?: number
}
/**
 * A credential and what keeping it asks for, in dated versions. Unknown fields are errors, and every version names its source.
 */
export interface Credential {
  /**
   * Names the credential in awards and in the ledger.
   */
  id: string
  /**
   * As learners see it.
   */
  name: string
  /**
   * Who awards it.
   */
  body: string
  /**
   * Whether the credential is invented, to show how a file is written.
   */
  example?: boolean
  /**
   * The unit credits are counted in.
   */
  unit: {
    /**
     * As printed behind the figure.
     */
    name: string
    /**
     * How many contact minutes one unit asks for.
     */
    minutes: number
    /**
     * How the credits of one activity are rounded. To hundredths, down, when left out.
     */
    rounding?: {
      /**
       * Credits are whole multiples of this.
       */
      step: number
      /**
       * What becomes of the rest. Half a step goes up with nearest.
       */
      mode: 'down' | 'nearest' | 'up'
      /**
       * With the mode down: a rest of so many minutes or more counts as a whole step.
       */
      upFrom?: number
      /**
       * An activity worth less than this does not count.
       */
      least?: number
    }
    /**
     * Where the unit and its rounding were read.
     */
    note?: string
  }
  /**
   * Dated versions of the rules, the newest first. A holder's cycle keeps the version that was in force when it began.
   *
   * @minItems 1
   * @maxItems 50
   */
  versions: CredentialVersion[]
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
   * Where everything is kept: a SQLite file, as seen from the data folder, or a PostgreSQL database. The file chartwright.db in the data folder when left out.
   */
  database?: string
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
 * Words of the page. What is left out stays as it is; no wording takes a fact away.
 */
export interface CertificateWording {
  /**
   * Above everything.
   */
  heading?: string
  /**
   * Between heading and name.
   */
  presentedTo?: string
  /**
   * Between the name and the title of the activity.
   */
  forCompleting?: string
  /**
   * Above the QR code.
   */
  verify?: string
  /**
   * How to use the code.
   */
  verifyHow?: string
  /**
   * Labels of the table of facts.
   */
  labels?: {
    /**
     * Before the certificate number.
     */
    number?: string
    /**
     * Before the day of completion.
     */
    completed?: string
    /**
     * Before the day of issue.
     */
    issued?: string
    /**
     * Before the credits.
     */
    credits?: string
    /**
     * Before the domain.
     */
    domain?: string
    /**
     * Before the credential.
     */
    credential?: string
    /**
     * Before the approval.
     */
    approval?: string
    /**
     * Before the practice result.
     */
    score?: string
  }
}
/**
 * Wording for certificates of one body.
 */
export interface CertificateBody {
  /**
   * Certificates whose award names this approver, with or without an approval number.
   */
  approver?: string
  /**
   * Certificates for this credential.
   */
  credential?: string
  wording?: CertificateWording
  /**
   * Further lines above the small print, such as a licence number or an address.
   *
   * @maxItems 4
   *
   * Items: One line.
   */
  lines?: string[]
}
/**
 * How certificates look. The facts of a certificate are not part of it: every template prints them all.
 */
export interface CertificateTemplate {
  /**
   * Names the template.
   */
  id: string
  /**
   * Size of the page, in landscape. letter when left out.
   */
  paper?: 'letter' | 'a4'
  /**
   * Colours on white paper. Text colours need a contrast of at least 4.5:1.
   */
  colours?: {
    /**
     * Names, titles and facts. Six hexadecimal digits.
     */
    ink?: string
    /**
     * Labels and small print. Six hexadecimal digits.
     */
    muted?: string
    /**
     * Heading and address. Six hexadecimal digits.
     */
    accent?: string
    /**
     * Hairlines; they carry no meaning. Six hexadecimal digits.
     */
    line?: string
  }
  /**
   * Stands above the provider's name.
   */
  logo?: {
    /**
     * The logo. A PNG or JPEG file, named from the template's folder, of at most 512 KiB; or the same as a data: URL.
     */
    image: string
    /**
     * What the logo says, for people who do not see it.
     */
    alt: string
  }
  /**
   * Who stands for the provider.
   */
  signatory?: {
    /**
     * As printed.
     */
    name: string
    /**
     * Office or role.
     */
    title: string
    /**
     * The signature. A PNG or JPEG file, named from the template's folder, of at most 512 KiB; or the same as a data: URL.
     */
    image?: string
  }
  wording?: CertificateWording
  /**
   * Further lines above the small print, such as a licence number or an address.
   *
   * @maxItems 4
   *
   * Items: One line.
   */
  lines?: string[]
  /**
   * Wording by the body that approved the activity or gives the credential. The first that fits is taken, over the wording for all.
   *
   * @maxItems 50
   */
  bodies?: CertificateBody[]
}
/**
 * Credit given to a learner for one completed activity. What is corrected is a new entry that names the old one.
 */
export interface Credit {
  /**
   * Credit given.
   */
  kind: 'credit'
  /**
   * Names the entry for good.
   */
  id: string
  /**
   * Id of whom the credit is given to.
   */
  learner: string
  /**
   * The very course that was completed. Left out for what happened elsewhere.
   */
  course?: {
    /**
     * As in course.yaml.
     */
    id: string
    /**
     * Version of the course when it was completed.
     */
    version: string
    /**
     * Hash of the compiled course.
     */
    hash: string
  }
  /**
   * Id of the course's award rule that was met.
   */
  award?: string
  /**
   * The taking of the course. For what staff or learners enter by hand, the key that keeps the same thing from being entered twice.
   */
  registration?: string
  /**
   * IRI of the activity: entries with the same one are the same activity.
   */
  activity: string
  /**
   * Title of the activity.
   */
  title: string
  /**
   * What kind of learning activity it was.
   */
  type: 'self-study' | 'course' | 'webinar' | 'conference' | 'other'
  /**
   * Subject domains the credits can be counted in.
   *
   * @minItems 1
   *
   * Items: One domain.
   */
  domains: string[]
  /**
   * Subject within the domain, where a rule asks for one.
   */
  topic?: string
  /**
   * Ids of the credentials the credit is meant for. Empty for any.
   *
   * Items: Id of a credential.
   */
  credentials: string[]
  /**
   * In the unit below.
   */
  credits: number
  /**
   * What the credits are counted in.
   */
  unit: {
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
   * Minutes of instruction.
   */
  minutes: number
  /**
   * Who held an activity that took place elsewhere.
   */
  provider?: string
  /**
   * The body whose activity it is, or that approved it, as rules name it.
   */
  approver?: string
  /**
   * A body's approval as it stood when the credit was given.
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
  }
  /**
   * Plain date in the time zone below.
   */
  completedOn: string
  /**
   * IANA name of the zone the date is in.
   */
  timeZone: string
  /**
   * How the completion reached the ledger; docs/ledger.md says how far each is trusted.
   */
  source: 'hosted' | 'cmi5' | 'lms-key' | 'roster' | 'manual' | 'external'
  /**
   * What the entry stands on.
   */
  evidence: {
    /**
     * Ids of the xAPI statements it stands on. Empty where there are none.
     *
     * Items: Id of a statement.
     */
    statements: string[]
    /**
     * Entity tag (hex SHA-256) of the saved progress it was verified against.
     */
    state?: string
    /**
     * The attempt that was passed, as graded or as reported.
     */
    exam?: {
      /**
       * As in the course, or the activity id of an exam elsewhere.
       */
      id: string
      /**
       * Number of the attempt, from 1; 0 where it is not known.
       */
      attempt: number
      /**
       * Hundredths of a percent.
       */
      percent: number
    }
    /**
     * Number of the certificate that was issued with the entry.
     */
    certificate?: string
    /**
     * Hex SHA-256 of the snapshot that the certificate is printed from.
     */
    snapshot?: string
    /**
     * A file that was handed in as proof.
     */
    file?: {
      /**
       * Of its content, in hex.
       */
      sha256: string
      /**
       * As it was handed in.
       */
      name: string
      /**
       * As found in its content.
       */
      type: string
      /**
       * Length of its content.
       */
      bytes: number
    }
    /**
     * The line of a grade export that staff imported.
     */
    roster?: {
      /**
       * Of the file, in hex.
       */
      sha256: string
      /**
       * Number of the line, from 1.
       */
      line: number
    }
  }
  /**
   * Id of the entry that this one corrects; that one no longer counts.
   */
  replaces?: string
  /**
   * Id of the revoked entry of the same award and registration after which this one was earned anew.
   */
  follows?: string
  /**
   * Why staff entered or corrected it.
   */
  reason?: string
  /**
   * service, operator, staff:<id> or learner:<id>.
   */
  recordedBy: string
  /**
   * Milliseconds since 1970-01-01 UTC.
   */
  recordedAt: number
}
/**
 * Credit taken back. The entry it names stays where it is and no longer counts.
 */
export interface Revocation {
  /**
   * Credit taken back.
   */
  kind: 'revocation'
  /**
   * Names the entry for good.
   */
  id: string
  /**
   * Id of whose credit it was.
   */
  learner: string
  /**
   * Id of the entry that no longer counts.
   */
  entry: string
  /**
   * Why it was taken back.
   */
  reason: string
  /**
   * service, operator, staff:<id> or learner:<id>.
   */
  recordedBy: string
  /**
   * Milliseconds since 1970-01-01 UTC.
   */
  recordedAt: number
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
    /**
     * Of an ICD-10-PCS code in the key of a coding task, where tables were installed: for each of its seven characters, what the values of its table stand for.
     *
     * Items: The values that a character can have.
     */
    labels?: {
      /**
       * What the value stands for.
       */
      [k: string]: string
    }[]
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
   * Of an ICD-10-PCS code: what its seven characters stand for, in their order.
   *
   * Items: A character of the code.
   */
  axes?: {
    /**
     * As the tables of its section head it.
     */
    title: string
    /**
     * What the values of its table stand for; empty where the code lock does not say it.
     */
    values: {
      /**
       * What the value stands for.
       */
      [k: string]: string
    }
  }[]
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
 * An award of course.yaml with credits and minutes filled in.
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
   * Continuing education units claimed; 0 where no body has approved the activity.
   */
  credits: number
  /**
   * Contact minutes the award stands for.
   */
  minutes: number
  /**
   * Subject domain the credits are counted in.
   */
  domain: string
  /**
   * What the activity is about, narrower than its domain; some bodies ask for credits by topic.
   */
  topic?: string
  /**
   * Credentials the credits are meant for, as their rule files are named. Left out where the award claims none.
   *
   * @minItems 1
   *
   * Items: Id of a credential.
   */
  credentials?: string[]
  unit?: AwardUnit
  /**
   * Who stands behind the credits where there is no approval with a number, for example an accredited provider.
   */
  approver?: string
  approval?: Approval
  requires: AwardRequirements
  window?: AwardWindow
  /**
   * How the service may have come to know of a completion. hosted: taken here and graded by the service; cmi5: reported by a course launched here; lms-key: reported by another system with a key of its own; roster: attested by staff from an LMS's grades. Hosted and cmi5 when left out.
   *
   * @minItems 1
   *
   * Items: A way to know of a completion.
   */
  acceptedSources?: ('hosted' | 'cmi5' | 'lms-key' | 'roster')[]
  /**
   * One paragraph printed on the certificate: what the award means and what it does not.
   */
  statement: string
  /**
   * Certificate template the certificate is printed with; the service's own when left out.
   */
  template?: string
  /**
   * How many months after completion the certificate expires. It never does when left out.
   */
  validMonths?: number
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
