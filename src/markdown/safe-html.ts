import type { Options } from 'rehype-sanitize'

const BLOCKS = 'p h3 h4 h5 h6 blockquote ul ol li hr pre div aside section details summary'
const INLINE = 'em strong del code br a img span sup'
const TABLES = 'table thead tbody tr th td'
const MEDIA = 'figure figcaption video audio source track'

/**
 * What may stand in rendered HTML; anything else is dropped. The handlers make nothing else, so this is the second
 * fence: a slip in one of them cannot put a script into a learner's page.
 */
export const safeHtml: Options = {
  tagNames: [BLOCKS, INLINE, TABLES, MEDIA].flatMap((names) => names.split(' ')),
  attributes: {
    '*': ['id', 'ariaLabel', 'role', 'className'],
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'title'],
    ol: ['start'],
    li: ['value'],
    th: ['scope'],
    div: ['tabIndex'],
    pre: ['tabIndex'],
    span: ['dataTerm'],
    code: ['dataSystem'],
    video: ['controls', 'preload'],
    audio: ['controls', 'preload'],
    source: ['src', 'type'],
    track: ['kind', 'src', 'label', 'default'],
  },
  protocols: { href: ['http', 'https', 'mailto', 'course'], src: ['course'] },
  ancestors: {},
  clobber: [],
  strip: ['script', 'style'],
  required: {},
  allowComments: false,
  allowDoctypes: false,
}
