/** Counts how long the course was looked at, how long an exam was on the screen, and each of its questions. */
export interface Stopwatch {
  /** Seconds of this session so far. */
  readonly seconds: () => number
  /** Whole seconds since they were last taken. */
  readonly take: () => { readonly course: number; readonly exam: number }
  readonly setVisible: (visible: boolean) => void
  /** A sign that somebody is there: a key, the mouse, a video that plays. */
  readonly attend: () => void
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

/** Milliseconds without a sign after which nobody is taken to be reading: enough for a page of text, few enough for an auditor. */
const IDLE_AFTER = 5 * 60_000

/**
 * Reading time counts only while the page is visible and somebody is there; an exam's clock stops neither for another tab nor
 * for somebody who thinks.
 */
export function createStopwatch(now: () => number): Stopwatch {
  let visible = true
  let last = now()
  let sign = last
  let session = 0
  let course = 0
  let sat = 0
  let exam: string | undefined
  let question: string | undefined
  const spent = new Map<string, number>()

  function accrue(): void {
    const at = now()
    const step = Math.min(Math.max(0, at - last), LONGEST_STEP) / 1000
    // A clock that was set back would leave the last sign in the future.
    sign = Math.min(sign, last)
    const read = visible ? Math.min(step, Math.max(0, sign + IDLE_AFTER - last) / 1000) : 0
    last = at
    session += read
    course += read
    if (exam !== undefined) sat += step
    if (question !== undefined) spent.set(question, (spent.get(question) ?? 0) + read)
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
      if (next) sign = last
    },
    attend: () => {
      accrue()
      sign = last
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
