import type { Score } from '../../model/response.ts'
import type { Question } from '../../model/schema-types.ts'
import { count, language, number } from './en-numbers.ts'

const decimals = new Intl.NumberFormat(language, { maximumFractionDigits: 7, useGrouping: false })
const times = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const lists = new Intl.ListFormat(language, { type: 'disjunction' })

const percent = (value: number): string => `${number(value)}%`
/** Hundredths of a percent. */
const hundredths = (value: number): string => percent(value / 100)
const minutes = (n: number): string => count(n, '# minute', '# minutes')
const shortMinutes = (n: number): string => `${number(n)} min`
const two = (value: number): string => String(value).padStart(2, '0')

const guideline = (ref: string): string => {
  const [section = '', edition = ''] = ref.split('@')
  const [, year, april] = /^fy(\d{4})(-april)?$/.exec(edition) ?? []
  return `Guideline ${section}${year === undefined ? '' : ` (FY ${year}${april === undefined ? '' : ', April'})`}`
}

const answerFirst: Record<Question['type'], string> = {
  'single-choice': 'Choose an answer first.',
  'multiple-response': 'Choose at least one answer first.',
  'true-false': 'Choose True or False first.',
  ordering: 'Put the items in order first, or keep the order shown.',
  matching: 'Choose a match in every row first.',
  numeric: 'Type a number first, such as 42.5.',
  'short-text': 'Type an answer first.',
  codes: 'Add at least one code first.',
}

/** Every word the player shows, in English. Another language is another file of the same shape. */
export const en = {
  language,
  number,
  percent,
  decimal: (value: number): string => decimals.format(value),

  // Launch and errors
  connecting: 'Connecting…',
  noCourse:
    'The course could not be loaded: the file course.js is missing, cut off or not a course this player can show. Upload or open the package again.',
  noLaunch:
    'The course does not know where to record progress: the file launch.js is missing or not readable. Upload or open the package again.',
  noConnection: 'The course could not be opened.',
  reload: 'Try again',
  launchAgain: 'Launch the course again',
  brokenTitle: 'This page cannot be shown',
  brokenText: 'Something in the player failed. What you have answered so far is kept. Try again, or go on elsewhere.',
  closedTitle: 'Closed',
  endedTitle: 'Saved',
  endedText: 'You can close this window or leave this page now.',

  // Frame
  skip: 'Skip to the content',
  pageTitle: (page: string, course: string): string => (page === '' ? course : `${page} – ${course}`),
  outline: 'Outline',
  numbered: (n: number, title: string): string => `${number(n)}. ${title}`,
  standing: { done: '(done)', begun: '(in progress)', open: '(not opened)', missing: '(still to do)' },
  moduleOf: (n: number, of: number): string => `Module ${number(n)} of ${number(of)}`,
  courseProgress: 'Course progress',
  previous: 'Previous',
  next: 'Next',
  pager: 'Previous and next',
  newTab: '(opens in a new tab)',

  // Saving
  saving: 'Saving…',
  savedAt: (when: Date): string => `Saved ${times.format(when)}`,
  notSavedRetry: 'Not saved – retry',
  nothingSaved: 'Read-only',
  notKept: 'Not saved',
  saveFailed: 'Your last answers are not saved yet.',
  retry: 'Retry now',
  saveAndExit: 'Save and exit',
  exit: 'Exit',
  exitFailed: (reason: string): string => `Not saved, so the course stays open. ${reason}`,
  notConnected: 'Not connected to an LMS: progress stays in this browser.',
  notConnectedVolatile:
    'Not connected to an LMS, and this browser keeps no data for this page: progress is lost when you close it.',
  reviewMode: 'Review: you can look at everything; nothing you do here is recorded.',
  browseMode: 'Preview: you can look at everything; nothing you do here is recorded.',
  refused: {
    damaged: 'Your saved progress could not be read, so the course starts from the beginning.',
    newer:
      'Your saved progress was written by a newer version of this course, so this version starts from the beginning.',
  },
  refusedKept: 'The old record is replaced only once you answer or open something; a copy stays in this browser.',
  recovered:
    'Your last work had not arrived where it is kept, so the course goes on from the copy in this browser, and sends it now.',
  resumed: 'Continued where you left off.',
  toTheBeginning: 'Go to the beginning',
  dismiss: 'Dismiss',
  examUnderWay: (title: string): string => `${title} is under way.`,
  backToExam: 'Back to the exam',

  // Reading
  sectionOf: (module: string, n: number, of: number): string => `${module} · section ${number(n)} of ${number(of)}`,
  objectives: 'After this module you can:',
  moduleMinutes: (n: number): string => `About ${minutes(n)}`,
  showDefinition: 'Show what this means',
  inModule: (module: string): string => `(in the module “${module}”: open it from the menu of your LMS)`,

  // Questions
  checkOf: (n: number, of: number): string => (of === 1 ? 'Check' : `Check ${number(n)} of ${number(of)}`),
  questionStep: (n: number, verdict: 'good' | 'part' | 'bad' | undefined): string =>
    `Question ${number(n)}, ${verdict === undefined ? 'not answered' : { good: 'right', part: 'partly right', bad: 'not right' }[verdict]} `,
  letter: (letter: string): string => `(${letter})`,
  isTrue: 'True',
  isFalse: 'False',
  choose: 'Choose…',
  keepOrder: 'Keep this order',
  orderKept: 'This order is your answer.',
  orderingHint: 'Move with the arrow buttons, or with Alt and the up and down keys.',
  moveUp: (item: string): string => `Move up: ${item}`,
  moveDown: (item: string): string => `Move down: ${item}`,
  movedTo: (n: number, of: number): string => `Now at place ${number(n)} of ${number(of)}`,
  tooLong: 'This is too long to be saved. Please shorten it.',
  notANumber: 'Type a number, such as 42.5.',
  answerFirst,
  checkAnswer: 'Check answer',
  nextQuestion: 'Next question',
  tryAgain: 'Try again',
  correct: 'Correct',
  notQuite: 'Not quite',
  partlyRight: (earned: number, possible: number): string =>
    `Partly right: ${number(earned)} of ${count(possible, '# point', '# points')}`,
  verdict: (score: Score, answered: boolean): string => {
    if (score.correct) return 'Right'
    if (!answered) return 'Not answered'
    return score.earned > 0 ? `Partly right` : 'Wrong'
  },
  notAnswered: 'Not answered',
  yourAnswerRight: 'Your answer, right',
  yourAnswerWrong: 'Your answer, wrong',
  rightAnswer: 'Right answer',
  yourOrder: 'Your order',
  rightOrder: 'The right order',
  inPlace: 'In its place',
  belongsAt: (n: number): string => `Belongs at ${number(n)}`,
  tolerance: (by: string): string => `Answers up to ${by} off count as right.`,
  alsoAccepted: (variants: readonly string[]): string => `Also accepted: ${lists.format(variants)}.`,
  guideline,
  // Codes and records
  codingLoading: 'Loading the coding form…',
  codingFailed:
    'The coding form could not be loaded. What you have entered is kept. Check your connection, then try again.',
  loadAgain: 'Try again',
  ruleOutShort: 'Rule out',
  ruleOut: (letter: string): string => `Rule out ${letter}`,
  ruledOut: '(ruled out)',

  // Exams
  questions: 'Questions',
  question: 'Question',
  status: 'Status',
  time: 'Time',
  shortMinutes,
  noClock: 'No limit',
  toPass: 'To pass',
  attempts: 'Attempts left',
  unlimited: 'As many as you like',
  attemptsOf: (left: number, of: number): string => `${number(left)} of ${number(of)}`,
  ruleClockRuns: 'The clock keeps running when you leave the exam.',
  ruleClockPauses: 'The clock stops while you are away from the exam.',
  ruleTimeUp: 'When the time is up, what you have answered is submitted.',
  ruleLeave: 'Your answers are saved as you go. You can leave and come back to the same questions.',
  ruleFeedback: {
    'after-submit': 'After you submit, you see each question with its answer and the reason.',
    'after-pass': 'Once you have passed, you see each question with its answer and the reason.',
    never: 'You see your result by domain; the answers are not shown.',
  },
  codeBook: 'Code book',
  codeBookOpen: 'Open the code book (Ctrl+K)',
  codeBookClosed: (exam: string): string => `The code book is closed while ${exam} is under way.`,
  codeBookFailed: 'The code book could not be loaded. Check the connection and try again.',
  codeInField: (code: string): string => `${code} is in the field.`,
  ruleCodeBook: {
    open: 'You may use the code book. How many codes you look up is counted and shown with the result.',
    closed: 'The code book is closed during this exam.',
  },
  ruleNotOfficial: 'The result is a percentage of the points in this course. It is not an official scaled exam score.',
  examReadOnly: 'The exam cannot be taken here, because nothing is recorded.',
  startExam: 'Start the exam',
  attemptNumber: (n: number): string => `Attempt ${number(n)}`,
  questionOf: (n: number, of: number): string => `Question ${number(n)} of ${number(of)}`,
  flag: 'Flag for review',
  flagged: 'Flagged',
  answered: 'Answered',
  answeredOf: (n: number, of: number): string => `${number(n)} of ${number(of)} answered`,
  navigator: 'Questions of the exam',
  navigatorEntry: (n: number, answered: boolean, flagged: boolean): string =>
    `Question ${number(n)}, ${answered ? 'answered' : 'not answered'}${flagged ? ', flagged' : ''}`,
  review: 'Review and submit',
  reviewTitle: 'Review your answers',
  show: 'Show',
  filters: {
    all: (n: number): string => `All (${number(n)})`,
    unanswered: (n: number): string => `Not answered (${number(n)})`,
    flagged: (n: number): string => `Flagged (${number(n)})`,
  },
  nothingHere: 'No such questions.',
  backToQuestions: 'Back to the questions',
  submit: 'Submit the exam',
  submitQuestion: 'Submit the exam now?',
  allAnswered: 'All questions are answered. You cannot change them afterwards.',
  unansweredCount: (n: number): string =>
    count(
      n,
      '# question is not answered and earns no points. You cannot change your answers afterwards.',
      '# questions are not answered and earn no points. You cannot change your answers afterwards.',
    ),
  submitNow: 'Submit now',
  keepWorking: 'Keep working',
  timeLeft: 'Time left',
  clock: (seconds: number): string => {
    const hours = Math.floor(seconds / 3600)
    const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
    return hours === 0 ? rest : `${hours}:${rest}`
  },
  hideClock: 'Hide clock',
  showClock: 'Show clock',
  minutesLeft: (n: number): string => count(n, '# minute left', '# minutes left'),
  lessThanMinutes: (n: number): string => count(n, 'Less than # minute left', 'Less than # minutes left'),

  // Results
  resultOf: (exam: string, attempt: number): string => `${exam} · attempt ${number(attempt)}`,
  passedWith: (percent: number): string => `Passed with ${hundredths(percent)}`,
  failedWith: (percent: number): string => `Not passed: ${hundredths(percent)}`,
  pointsOf: (earned: number, possible: number): string =>
    `${number(earned)} of ${count(possible, '# point', '# points')}.`,
  passMark: (value: number): string => `${percent(value)} is needed to pass.`,
  lookedUp: (n: number): string => `Code book: ${count(n, '# code looked up', '# codes looked up')}.`,
  bestSoFar: (value: number): string => `Your best result so far is ${hundredths(value)}.`,
  passedBefore: 'You have passed in an earlier attempt, and that stays so.',
  ranOut: {
    here: 'The time was up. What you had answered by then was submitted.',
    away: 'The time ran out while you were away. What you had answered by then was submitted.',
  },
  retryExam: (left: number): string =>
    left === Number.POSITIVE_INFINITY
      ? 'Start another attempt'
      : `Start another attempt (${count(left, '# left', '# left')})`,
  noAttemptsLeft: 'You have used all attempts.',
  toProgress: 'See your progress',
  byDomain: 'By domain',
  domain: 'Domain',
  rightOfQuestions: 'Right',
  ofTotal: (n: number, of: number): string => `${number(n)} of ${number(of)}`,
  points: 'Points',
  questionReview: 'Question by question',
  reviewClosed: {
    'after-pass': 'The questions with their answers are shown once you have passed.',
    never: 'The questions of this exam are not shown afterwards.',
  },

  // Progress
  yourProgress: 'Your progress',
  courseComplete: 'You have completed this course',
  courseCompleteText: 'Everything it asks for is done. You can go on reading and practising as you like.',
  courseIncomplete: (value: number): string => `${percent(value)} done`,
  courseIncompleteText: 'To complete the course:',
  sectionsOpened: (n: number, of: number, needed: number): string =>
    `${number(n)} of ${count(of, '# section', '# sections')} read${needed < of ? ` (${number(needed)} needed)` : ''}.`,
  checksAnswered: (n: number, of: number): string =>
    `${number(n)} of ${count(of, '# check question', '# check questions')} answered.`,
  checksCorrect: (n: number, of: number): string =>
    `${number(n)} of ${count(of, '# check question', '# check questions')} answered right.`,
  examPassed: (title: string): string => `${title} passed.`,
  examToPass: (title: string, pass: number): string => `${title}: pass with ${percent(pass)}.`,
  goTo: (title: string): string => `Go to “${title}”`,
  timeSpent: (n: number): string => `Time spent in this course: ${minutes(n)}.`,

  // A module or an exam that the LMS opens by itself
  part: {
    progress: 'Progress in this part',
    complete: 'You have finished this part',
    completeText: 'Everything it asks for is done. Go on with the next part in the menu of your LMS.',
    incompleteText: 'To finish this part of the course:',
    timeSpent: (n: number): string => `Time spent in this part: ${minutes(n)}.`,
  },
}
