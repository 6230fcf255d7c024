import { kind } from '../problem.ts'

/** Problems with certificate templates. */
export const templates = {
  'template-contrast': kind<{ colour: string; name: string; contrast: number; least: number }>({
    severity: 'error',
    title: 'A colour that is hard to read',
    message: ({ colour, name, contrast, least }) =>
      `The colour ${colour} of "${name}" has a contrast of ${contrast}:1 on white; text needs ${least}:1.`,
    hint: 'Choose a darker colour.',
  }),
  'template-image': kind<{ image: string; wrong: string }>({
    severity: 'error',
    title: 'An image that cannot be put on a certificate',
    message: ({ image, wrong }) => `The image ${image} ${wrong}.`,
    hint: 'Use a PNG or a JPEG in RGB of at most 512 KiB, kept in the folder of the template or below it.',
  }),
  'template-body': kind<Record<string, never>>({
    severity: 'error',
    title: 'Wording for no body',
    message: () =>
      'An entry of "bodies" names neither an approver nor a credential, so it would apply to every certificate.',
    hint: 'Add "approver" or "credential"; wording for all certificates belongs in "wording" and "lines" of the template.',
  }),
} as const
