import type { ElementContent, Properties } from 'hast'
import { useAsset } from '../assets.ts'
import type { Context } from '../context.ts'
import { element, text } from '../hast.ts'
import { labels } from '../labels.ts'
import { type Directive, IN_TEXT, type Used } from './directive.ts'

/** File ending → media type, for those that browsers play. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
}

const TRANSCRIPT = 'learners who cannot hear or play it have nothing to read'
const source = (used: Used, context: Context, attribute: string): string | undefined => {
  const value = used.attributes[attribute]
  return value === undefined ? undefined : useAsset(context, value, used.placeOf(attribute))
}

/** WCAG 2.2, 1.2.1 to 1.2.3: captions for video, a transcript for both. */
function figure(tagName: 'video' | 'audio', used: Used, context: Context): ElementContent[] {
  const src = source(used, context, 'src')
  const captions = source(used, context, 'captions')
  const transcript = source(used, context, 'transcript')
  const { title } = used.attributes
  const type = MEDIA_TYPES[/\.([a-z0-9]+)$/i.exec(src ?? '')?.[1]?.toLowerCase() ?? '']
  const properties: Properties = {
    controls: true,
    preload: 'metadata',
    ...(title === undefined ? {} : { ariaLabel: title }),
  }
  const tracks =
    captions === undefined ? [] : [{ kind: 'captions', src: captions, label: labels.captions, default: true }]
  const linkLabel = title === undefined ? {} : { ariaLabel: labels.transcriptOf(title) }
  return [
    element('figure', { className: ['media', `media-${tagName}`] }, [
      element(tagName, properties, [
        element('source', { ...(src === undefined ? {} : { src }), ...(type === undefined ? {} : { type }) }),
        ...tracks.map((track) => element('track', track)),
      ]),
      element('figcaption', {}, [
        ...(title === undefined ? [] : [text(`${title} `)]),
        ...(transcript === undefined
          ? []
          : [element('a', { href: transcript, ...linkLabel }, [text(labels.transcript)])]),
      ]),
    ]),
  ]
}

/** `::video{src="media/a.mp4" captions="media/a.vtt" transcript="media/a.md" title="…"}` */
export const video: Directive = {
  form: 'leaf',
  example: '::video{src="media/a.mp4" captions="media/a.vtt" transcript="media/a.md" title="…"}',
  label: 'none',
  attributes: {
    src: { required: 'it does not say which file is played' },
    captions: { required: 'learners who cannot hear miss what is said' },
    transcript: { required: TRANSCRIPT },
    title: {},
  },
  settings: IN_TEXT,
  where: 'on a line of its own',
  render: (used, context) => figure('video', used, context),
}

/** `::audio{src="media/a.mp3" transcript="media/a.md" title="…"}` */
export const audio: Directive = {
  form: 'leaf',
  example: '::audio{src="media/a.mp3" transcript="media/a.md" title="…"}',
  label: 'none',
  attributes: {
    src: { required: 'it does not say which file is played' },
    transcript: { required: TRANSCRIPT },
    title: {},
  },
  settings: IN_TEXT,
  where: 'on a line of its own',
  render: (used, context) => figure('audio', used, context),
}
