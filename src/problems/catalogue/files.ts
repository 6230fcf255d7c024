import { kind } from '../problem.ts'

/** Problems with the files of a course, before their text is looked at. */
export const files = {
  'course-missing': kind<{ folder: string }>({
    severity: 'error',
    title: 'No course in the folder',
    message: ({ folder }) => `There is no course.yaml in ${folder}.`,
    hint: 'Name a folder that holds a course.yaml.',
  }),
  'file-active': kind<{ path: string }>({
    severity: 'warning',
    title: 'A file can run scripts',
    message: ({ path }) =>
      `${path} can run scripts: a learner who opens it lets it do whatever the learner may do on the learning platform.`,
    hint: 'Use a PDF or a plain picture (an SVG without scripts, event handlers or foreignObject), or make sure that you trust whoever made the file.',
  }),
  'file-missing': kind<{ path: string; nearest?: string }>({
    severity: 'error',
    title: 'A named file does not exist',
    message: ({ path }) => `The file ${path} does not exist in the course folder.`,
    hint: ({ path, nearest }) =>
      nearest === undefined
        ? 'Correct the path, or add the file.'
        : `Did you mean ${nearest}?${nearest.toLowerCase() === path.toLowerCase() ? ' Upper and lower case count.' : ''}`,
  }),
  'file-name-unsafe': kind<{ path: string }>({
    severity: 'error',
    title: 'A path leaves the course folder',
    message: ({ path }) => `The path ${JSON.stringify(path)} leads out of the course folder, or does on some machines.`,
    hint: 'Use a path inside the course folder, with forward slashes and without "..", a leading "/", a drive letter or a link to elsewhere.',
  }),
  'file-not-utf8': kind<{ offset: number }>({
    severity: 'error',
    title: 'A text file is not UTF-8',
    message: ({ offset }) => `The file is not UTF-8: the byte at offset ${offset} belongs to no character.`,
    hint: 'Save the file as UTF-8 in your editor.',
  }),
  'file-too-large': kind<{ path: string; bytes: number; limit: number }>({
    severity: 'error',
    title: 'A file is too large',
    message: ({ path, bytes, limit }) =>
      `${path} has ${(bytes / 1e6).toFixed(1)} MB; at most ${(limit / 1e6).toFixed(0)} MB are allowed, because learners load it over slow connections.`,
    hint: 'Make the picture smaller, compress it, or cut the text into several files.',
  }),
  'file-unused': kind<{ path: string }>({
    severity: 'warning',
    title: 'A file belongs to nothing',
    message: ({ path }) => `Nothing in the course uses ${path}.`,
    hint: 'Use it, or delete it.',
  }),
} as const
