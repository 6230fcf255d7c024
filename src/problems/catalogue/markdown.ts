import { kind } from '../problem.ts'

const didYouMean = (nearest: string | undefined): string => (nearest === undefined ? '' : `Did you mean ${nearest}? `)
const list = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '))

const isComment = (html: string): boolean => html.startsWith('<!--')

/** Problems with the Markdown of modules, fragments, banks and definitions. */
export const markdown = {
  'nested-too-deep': kind<Record<never, never>>({
    severity: 'error',
    title: 'Text within text, too deep to be read',
    message: () => 'This line begins something within more than 50 quotations or lists, or within 20 boxes.',
    hint: 'Delete the marks (>, -, 1., :::) or the indentation that are too many, and close boxes with :::.',
  }),
  'marks-too-many': kind<Record<never, never>>({
    severity: 'error',
    title: 'A paragraph with too many marks',
    message: () => 'This paragraph has more than a thousand marks for emphasis, links or pictures (*, _, ~, [).',
    hint: 'Divide it into several paragraphs. Where the marks are meant as they stand, write a block of code.',
  }),
  'raw-html': kind<{ html: string }>({
    severity: 'error',
    title: 'HTML in Markdown',
    message: ({ html }) =>
      isComment(html)
        ? `${html} is a comment, which is not accepted: everything in the text is meant for learners.`
        : `${html} is HTML, which is not accepted: it could break the player or harm learners.`,
    hint: ({ html }) =>
      isComment(html)
        ? 'Delete it. The only comment that may stand in the text is <!-- phi-ok: reason -->, which says why a name or number identifies nobody.'
        : 'Write it in Markdown or as a directive such as :::note. For a literal "<" write \\<.',
  }),
  'heading-top': kind<{ title: string }>({
    severity: 'error',
    title: 'A level-1 heading',
    message: ({ title }) => `"${title}" is a level-1 heading; the title belongs in the front matter.`,
    hint: 'Delete it, or make it a level-2 heading (##).',
  }),
  'heading-skip': kind<{ title: string; level: number; allowed: number }>({
    severity: 'error',
    title: 'Heading levels are skipped',
    message: ({ title, level, allowed }) =>
      `"${title}" is a level-${level} heading, but only levels up to ${allowed} are possible here; screen readers would lose the outline.`,
    hint: ({ allowed }) => `Write it with ${allowed} number signs (${'#'.repeat(allowed)}).`,
  }),
  'heading-nested': kind<{ title: string; where: string }>({
    severity: 'error',
    title: 'A level-2 heading where no section can begin',
    message: ({ title, where }) => `"${title}" is a level-2 heading, but no section can begin ${where}.`,
    hint: 'Use ### or deeper here, or move the heading.',
  }),
  'heading-empty': kind<Record<never, never>>({
    severity: 'error',
    title: 'A heading without words',
    message: () => 'The heading holds no letter or digit, so nothing can be called by it or link to it.',
    hint: 'Give the heading words, or delete it.',
  }),
  'heading-duplicate': kind<{ title: string; slug: string; firstLine: number }>({
    severity: 'error',
    title: 'Two headings with the same address',
    message: ({ title, slug, firstLine }) =>
      `"${title}" has the same address (#${slug}) as the heading on line ${firstLine}; progress and links could not tell them apart.`,
    hint: 'Word one of the two headings differently.',
  }),
  'section-empty': kind<{ title: string }>({
    severity: 'warning',
    title: 'A section without text',
    message: ({ title }) => `The section "${title}" holds nothing; the learner would open an empty page.`,
    hint: 'Write its text, or make the heading a part of another section (###).',
  }),
  'module-empty': kind<Record<never, never>>({
    severity: 'error',
    title: 'A module without text',
    message: () => 'The module has no text below its front matter.',
    hint: 'Write at least one section: a level-2 heading (##) with text below it.',
  }),
  'directive-unknown': kind<{ name: string; marker: string; nearest?: string; known: readonly string[] }>({
    severity: 'error',
    title: 'An unknown directive',
    message: ({ name, marker }) => `${marker}${name} is not a known directive.`,
    hint: ({ nearest, known, marker }) =>
      `${didYouMean(nearest)}Known here: ${list(known)}.${marker === ':' ? ' For a literal colon write \\:.' : ''}`,
  }),
  'directive-form': kind<{ name: string; marker: string; wanted: string; example: string }>({
    severity: 'error',
    title: 'A directive with the wrong number of colons',
    message: ({ name, marker, wanted }) =>
      `${marker}${name} has the wrong number of colons: ${name} is written ${wanted}.`,
    hint: ({ example }) => `Write ${example}.`,
  }),
  'directive-place': kind<{ name: string; where: string }>({
    severity: 'error',
    title: 'A directive in the wrong place',
    message: ({ name, where }) => `${name} is not allowed here; it belongs ${where}.`,
    hint: ({ where }) => `Move it: it belongs ${where}.`,
  }),
  'directive-label': kind<{ name: string; example: string }>({
    severity: 'error',
    title: 'A directive without its words in brackets',
    message: ({ name }) => `${name} has no words in brackets.`,
    hint: ({ example }) => `Write ${example}.`,
  }),
  'directive-label-extra': kind<{ name: string }>({
    severity: 'error',
    title: 'Words in brackets where none belong',
    message: ({ name }) => `${name} takes no words in brackets.`,
    hint: 'Delete the brackets and what is in them.',
  }),
  'directive-empty': kind<{ name: string }>({
    severity: 'error',
    title: 'A box without text',
    message: ({ name }) => `${name} holds no text.`,
    hint: ({ name }) => `Write the text between the line with ${name} and the closing colons.`,
  }),
  'directive-unclosed': kind<{ name: string; colons: string }>({
    severity: 'error',
    title: 'A box that is not closed',
    message: ({ name, colons }) => `${colons}${name} is not closed, so everything below it would be part of it.`,
    hint: ({ colons }) => `Put a line with ${colons} after its text.`,
  }),
  'directive-unread': kind<{ text: string }>({
    severity: 'error',
    title: 'A line of colons that is not a directive',
    message: ({ text }) => `The line "${text}" looks like a directive, but cannot be read as one.`,
    hint: 'Write the name right after the colons, then […], then {…}, with no spaces between them and nothing after them. A closing ::: needs an opening line.',
  }),
  'attribute-unknown': kind<{ name: string; attribute: string; nearest?: string; known: readonly string[] }>({
    severity: 'error',
    title: 'An unknown attribute',
    message: ({ name, attribute }) => `${name} has no attribute "${attribute}".`,
    hint: ({ nearest, known }) => `${didYouMean(nearest)}Its attributes: ${list(known)}.`,
  }),
  'attribute-missing': kind<{ name: string; attribute: string; why: string }>({
    severity: 'error',
    title: 'A required attribute is missing',
    message: ({ name, attribute, why }) => `${name} has no ${attribute}: ${why}.`,
    hint: ({ attribute }) => `Add ${attribute}="…" between the braces.`,
  }),
  'attribute-repeated': kind<{ name: string; attribute: string }>({
    severity: 'error',
    title: 'An attribute appears twice',
    message: ({ name, attribute }) => `${name} has the attribute "${attribute}" twice.`,
    hint: 'Keep one of the two.',
  }),
  'attribute-value': kind<{ name: string; attribute: string; value: string; form: string; nearest?: string }>({
    severity: 'error',
    title: 'An attribute with a value that is not allowed',
    message: ({ attribute, name, value }) => `The ${attribute} of ${name} is ${value}.`,
    hint: ({ form, nearest }) => `${didYouMean(nearest)}Write ${form}.`,
  }),
  'code-shape': kind<{ code: string; system: string; form: string; has?: number; better?: string }>({
    severity: 'error',
    title: 'Something that cannot be a code',
    message: ({ code, system, has }) =>
      `"${code}" does not look like ${system} code${has === undefined ? '' : `: it has ${has} ${has === 1 ? 'character' : 'characters'}`}.`,
    hint: ({ form, better }) => `${didYouMean(better)}It has ${form}. Mark each code of a range by itself.`,
  }),
  'code-system-unknown': kind<{ system: string; nearest?: string; known: readonly string[] }>({
    severity: 'error',
    title: 'An unknown code system',
    message: ({ system }) => `"${system}" is not a known code system.`,
    hint: ({ nearest, known }) => `${didYouMean(nearest)}Known: ${list(known)}.`,
  }),
  'link-empty': kind<Record<never, never>>({
    severity: 'error',
    title: 'A link without an address',
    message: () => 'The link has no address.',
    hint: 'Write the address between the parentheses: [words](03-sequencing.md#the-definition).',
  }),
  'link-text-missing': kind<{ address: string }>({
    severity: 'error',
    title: 'A link without words',
    message: ({ address }) => `The link to ${address} has no words, so a screen reader cannot say where it leads.`,
    hint: 'Write words between the brackets that say where the link leads.',
  }),
  'link-scheme': kind<{ address: string }>({
    severity: 'error',
    title: 'A link that is not allowed',
    message: ({ address }) =>
      `The address ${JSON.stringify(address)} is neither inside the course nor http, https or mailto.`,
    hint: 'Link to a file of the course by its relative path, or to an address that begins with https://, http:// or mailto:.',
  }),
  'link-bare': kind<{ address: string }>({
    severity: 'warning',
    title: 'An address that is not a link',
    message: ({ address }) => `${address} is shown as text; a bare address does not become a link.`,
    hint: ({ address }) => `Say where it leads: [words](${address}). To show the address itself: <${address}>.`,
  }),
  'media-external': kind<{ address: string }>({
    severity: 'error',
    title: 'A picture, sound or video from outside the course',
    message: ({ address }) =>
      `${JSON.stringify(address)} is not a file of the course; an LMS may have no access to other sites.`,
    hint: 'Put the file into the course folder (media/…), if its licence allows that, and name it by its relative path.',
  }),
  'image-alt-missing': kind<{ src: string }>({
    severity: 'error',
    title: 'A picture without a description',
    message: ({ src }) => `The picture ${src} has no description, so learners who cannot see it miss what it says.`,
    hint: 'Write what it shows between the brackets: ![What it shows](media/x.png). If it says nothing: ![](media/x.png "decorative").',
  }),
  'footnote-missing': kind<{ label: string }>({
    severity: 'error',
    title: 'A footnote that does not exist',
    message: ({ label }) => `The footnote [^${label}] is not written anywhere in the file.`,
    hint: ({ label }) => `Add a line "[^${label}]: …" with its text, or delete the mark.`,
  }),
  'footnote-unused': kind<{ label: string }>({
    severity: 'warning',
    title: 'A footnote that nothing refers to',
    message: ({ label }) => `Nothing in the text refers to the footnote [^${label}], so it is not shown.`,
    hint: ({ label }) => `Put [^${label}] where it belongs, or delete the footnote.`,
  }),
  'footnote-place': kind<{ label: string; where: string }>({
    severity: 'error',
    title: 'A footnote where none can be',
    message: ({ label, where }) => `The footnote [^${label}] cannot be used in ${where}: there is no place to show it.`,
    hint: 'Write its text into the sentence, in parentheses if need be.',
  }),
  'inline-only': kind<{ what: string }>({
    severity: 'error',
    title: 'A definition that is more than a sentence',
    message: ({ what }) => `The definition holds ${what}; only a sentence with inline Markdown can be shown.`,
    hint: 'Write it as one paragraph.',
  }),
} as const
