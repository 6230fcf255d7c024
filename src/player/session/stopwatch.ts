/** Counts how long the course was looked at, how long an exam was on the screen, and each of its questions. */
export interface Stopwatch {
  /** Seconds of this session so far. */
  readonly seconds: () => number
  /** Whole seconds since they were last taken. */
  readonly take: () => { readonly course: number; readonly exam: number }
  readonly setVisible: (visible: boolean) => void
  /** Which exam is on the screen, and which of its questions. */
  readonly watch: (exam: string | undefined, question: string | undefined) => void
  readonly exam: string | undefined
  /** Seconds spent on one exam question. */
  readonly spentOn: (question: string) => number
  /** A new attempt begins. */
  readonly forgetQuestions: () => void
}

/** Longest step taken at once: a computer that slept was not being read. Hidden pages tick about once a minute. */
const LONGEST_STEP = 90_000

/** Reading time counts only while the page is visible; an exam's clock does not stop for another tab. */
export function createStopwatch(now: () => number): Stopwatch {
  let visible = true
  let last = now()
  let session = 0
  let course = 0
  let sat = 0
  let exam: string | undefined
  let question: string | undefined
  const spent = new Map<string, number>()

  function accrue(): void {
    const step = Math.min(Math.max(0, now() - last), LONGEST_STEP) / 1000
    last = now()
    if (visible) {
      session += step
      course += step
    }
    if (exam !== undefined) sat += step
    if (question !== undefined && visible) spent.set(question, (spent.get(question) ?? 0) + step)
  }

  return {
    seconds: () => {
      accrue()
      return session
    },
    take: () => {
      accrue()
      const whole = { course: Math.floor(course), exam: Math.floor(sat) }
      course -= whole.course
      sat -= whole.exam
      return whole
    },
    setVisible: (next) => {
      accrue()
      visible = next
    },
    watch: (nextExam, nextQuestion) => {
      accrue()
      if (nextExam !== exam) sat = 0
      exam = nextExam
      question = nextQuestion
    },
    get exam() {
      return exam
    },
    spentOn: (id) => spent.get(id) ?? 0,
    forgetQuestions: () => {
      spent.clear()
      sat = 0
    },
  }
}
