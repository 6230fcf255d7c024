import type { HandoutContent } from './content.ts'
import type { HandoutAssets } from './html.ts'

/** One kind of handout: content and pictures in, bytes out; the same content gives the same bytes. */
interface HandoutFormat {
  readonly extension: string
  readonly summary: string
  readonly write: (content: HandoutContent, assets: HandoutAssets) => Promise<Uint8Array>
}

/** Every kind of handout, by the name `--format` uses. What writes one is loaded only when it is asked for. */
export const handoutFormats = {
  pdf: {
    extension: 'pdf',
    summary: 'PDF, US Letter, tagged for screen readers',
    write: async (content, assets) => (await import('./pdf/index.ts')).pdfHandout(content, assets),
  },
  html: {
    extension: 'html',
    summary: 'one HTML file with its pictures in it',
    write: async (content, assets) => (await import('./html.ts')).htmlHandout(content, assets),
  },
} as const satisfies Record<string, HandoutFormat>
