import type { targets } from '../index.ts'
import type { Layout } from '../target.ts'

type TargetName = keyof typeof targets

/** Something known about an LMS, and where it is said. */
interface Fact {
  /** A sentence or two. */
  readonly says: string
  /** A page anybody can open. */
  readonly source: string
}

/** What is known about an LMS as far as it changes which package to make. Nothing is here without a source. */
export interface Preset {
  /** Name of the LMS. */
  readonly title: string
  /** Targets it is known to take, the one to make first. One that is missing may work; nobody has said so. */
  readonly takes: readonly [TargetName, ...TargetName[]]
  readonly because: Fact
  /** What is known about packages of several SCOs; the layout is `single` unless an author asks otherwise. */
  readonly multi?: Fact
  /** What else an author or administrator should know. */
  readonly notes: readonly Fact[]
}

const survey =
  'https://github.com/manykarim/lernkit/blob/main/docs/adr/0003-prioritize-cmi5-and-scorm-1-2-with-2004-opt-in.md'

/** Presets by the name that `--preset` uses. */
export const presets = {
  moodle: {
    title: 'Moodle',
    takes: ['scorm12'],
    because: {
      says: "Moodle's documentation says that SCORM 1.2 passes ADL's tests and that SCORM 2004 is not supported: parts of its API work, sequencing and navigation do not.",
      source: 'https://docs.moodle.org/35/en/index.php?diff=prev&oldid=125875&title=SCORM_FAQ',
    },
    multi: {
      says: 'Moodle makes one grade of several SCOs: of those finished ("learning objects") or of the highest, average or sum of their scores. Only the exam that counts has a score, so choose one of the last three.',
      source: 'https://github.com/moodlehq/moodleapp/blob/latest/src/addons/mod/scorm/lang.json',
    },
    notes: [],
  },
  canvas: {
    title: 'Canvas',
    takes: ['scorm2004', 'scorm2004-3rd', 'scorm12'],
    because: {
      says: "Canvas's guide, as quoted in this thread, names SCORM 1.2 and SCORM 2004 in its 2nd, 3rd and 4th editions.",
      source: 'https://github.com/instructure/canvas-lms/issues/1277',
    },
    notes: [
      {
        says: 'A Canvas that you host yourself has no SCORM player: it is a licensed product of another maker.',
        source: 'https://github.com/instructure/canvas-lms/issues/2236',
      },
    ],
  },
  blackboard: {
    title: 'Blackboard',
    takes: ['scorm2004', 'scorm2004-3rd', 'scorm12', 'xapi'],
    because: {
      says: "Blackboard's help names SCORM 1.2, SCORM 2004 (no edition), AICC and Tin Can packages.",
      source:
        'https://help.blackboard.com/he/Learn/Instructor/Original/Course_Content/Create_Content/Add_Content_Packages',
    },
    notes: [
      {
        says: 'It has no record store for xAPI: of such a package only basic results reach the Grade Center.',
        source:
          'https://help.blackboard.com/he/Learn/Instructor/Original/Course_Content/Create_Content/Add_Content_Packages',
      },
    ],
  },
  brightspace: {
    title: 'Brightspace',
    takes: ['scorm2004', 'scorm2004-3rd', 'scorm12'],
    because: {
      says: "Brightspace's documentation says that it complies with SCORM 1.2 and SCORM 2004 (no edition).",
      source: 'https://boris.sdbor.edu/d2ldocs/InstructorHelp_201912/le/scorm/admin/about_scorm.htm',
    },
    notes: [],
  },
  sakai: {
    title: 'Sakai',
    takes: ['scorm2004-3rd'],
    because: {
      says: "Sakai's SCORM player is a contributed tool made for SCORM 2004 3rd Edition.",
      source: 'https://sakaiproject.atlassian.net/wiki/x/AgBDzAE',
    },
    notes: [
      {
        says: 'A developer of Sakai reported in 2010 that results of this player do not reach the Gradebook. Look whether they do in yours.',
        source: 'https://sakaiproject.atlassian.net/wiki/spaces/~markjnorton/pages/5811962848/Sakai+SCORM+Support',
      },
    ],
  },
  cornerstone: {
    title: 'Cornerstone',
    takes: ['scorm2004-3rd', 'scorm12', 'xapi'],
    because: {
      says: "Cornerstone's documentation for content providers names SCORM 1.2, SCORM 2004 3rd Edition, AICC and xAPI 1.0.3.",
      source: 'https://csod.dev/guides/connectors/content/course-asset-connector.html',
    },
    notes: [
      {
        says: 'Authors report that some of its reports leave out SCORM 1.2 courses.',
        source:
          'https://community.articulate.com/discussions/articulate-storyline/everything-we-know-about-cornerstone-on-demand-and-storyline?page=23',
      },
      {
        says: 'Another tool reports that it takes answers to single questions but does not keep them.',
        source: survey,
      },
    ],
  },
  successfactors: {
    title: 'SAP SuccessFactors',
    takes: ['scorm12', 'scorm2004'],
    because: {
      says: 'Another tool reports that it takes SCORM 1.2 and SCORM 2004 in its 2nd and 4th editions, but not the 3rd.',
      source: survey,
    },
    notes: [
      {
        says: 'The same tool reports, after SAP note 2320891, that a SCORM 1.2 package cannot be replaced by a SCORM 2004 one: choose once.',
        source: survey,
      },
      {
        says: 'Since the second half of 2023 it completes SCORM 2004 content that does not say completionSetByContent as soon as a learner presses Quit or Continue. Our packages say it.',
        source: 'https://userapps.support.sap.com/sap/support/knowledge/en/3403728',
      },
    ],
  },
  talentlms: {
    title: 'TalentLMS',
    takes: ['scorm12', 'cmi5', 'xapi'],
    because: {
      says: "TalentLMS's help says that of SCORM it supports 1.2 alone, and xAPI and cmi5 beside it.",
      source:
        'https://help.talentlms.com/hc/en-us/articles/26499696329756-SCORM-in-TalentLMS-Overview-Setup-and-Best-Practices',
    },
    multi: {
      says: "TalentLMS's help speaks of packages of several SCOs as something other than the SCORM 1.2 it supports.",
      source:
        'https://help.talentlms.com/hc/en-us/articles/26499696329756-SCORM-in-TalentLMS-Overview-Setup-and-Best-Practices',
    },
    notes: [
      {
        says: 'cmi5 and xAPI need "Tin Can xAPI" switched on under "Account & Settings".',
        source:
          'https://help.talentlms.com/hc/en-us/articles/9651373731356-How-to-import-and-track-cmi5-content-in-TalentLMS',
      },
    ],
  },
  'scorm-cloud': {
    title: 'SCORM Cloud',
    takes: ['scorm2004', 'scorm2004-3rd', 'scorm12', 'cmi5', 'xapi'],
    because: {
      says: 'Other tools test their packages of every standard in it. No difference was found that would change ours.',
      source: survey,
    },
    notes: [
      {
        says: 'It reads the 3rd and the 4th edition of SCORM 2004.',
        source: 'https://github.com/pipwerks/scorm-api-wrapper/issues/34',
      },
      {
        says: 'It sets an xAPI course up from its tincan.xml.',
        source: 'https://github.com/davidpesce/moodle-mod_tincanlaunch/issues/43',
      },
    ],
  },
} as const satisfies Record<string, Preset>

/** The preset of that name. */
export const presetOf = (name: string): Preset | undefined => new Map<string, Preset>(Object.entries(presets)).get(name)

/** What of a build does not fit the LMS, and what has to be known there: a line each, with its source. */
export function presetAdvice(
  { title, takes, because, multi, notes }: Preset,
  made: { readonly targets: readonly string[]; readonly layout: Layout },
): string[] {
  const taken: readonly string[] = takes
  const foreign = made.targets.filter((name) => !taken.includes(name))
  const facts = [...(made.layout === 'multi' && multi !== undefined ? [multi] : []), ...notes]
  return [
    ...foreign.map((name) => `${title} is not known to take ${name}. ${because.says} (${because.source})`),
    ...facts.map(({ says, source }) => `${title}: ${says} (${source})`),
  ]
}
