import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { stringify } from 'yaml'
import { SAMPLE_NAMES, type SampleName, sampleSnapshot } from '../../certificates/sample.ts'
import type { CertificateTemplate } from '../../model/schema-types.ts'
import { textReport } from '../../problems/text.ts'
import { loadTemplate } from '../../validation/template-files.ts'
import { type Command, command, didYouMean, wrongUsage } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, wantsColour } from '../io.ts'
import { sizeText } from '../report-words.ts'

const ACTIONS = ['preview', 'check', 'show'] as const
const RETRY = 'Try: chartwright templates --help'

interface Body {
  readonly approver?: string | undefined
  readonly credential?: string | undefined
}

export const templates: Command = command({
  name: 'templates',
  summary: 'Check and preview certificate templates: logo, colours, signatory, wording.',
  usage: 'preview <template.yaml> --out <file.pdf> | check <template.yaml> | show default',
  positionals: true,
  options: {
    out: { type: 'string', value: '<file>', summary: 'preview: PDF to write' },
    sample: { type: 'string', choices: SAMPLE_NAMES, summary: 'preview: script of the sample (default: latin)' },
    approver: {
      type: 'string',
      value: '<name>',
      summary: 'preview: body that approved the sample, to see its wording',
    },
    credential: { type: 'string', value: '<id>', summary: 'preview: credential of the sample, to see its wording' },
  },
  notes: [
    'Write default instead of a file for the built-in template; show prints it as YAML.',
    'check draws the template with every sample and all of its wordings. More: docs/certificates.md',
    'Examples\n' +
      '  chartwright templates show default > template.yaml\n' +
      '  chartwright templates preview template.yaml --out preview.pdf',
  ],
  run: async ({ out, sample, ...body }, [action, written, another], io) => {
    const known = ACTIONS.find((one) => one === action)
    if (action === undefined) return wrongUsage(io, `Say what to do: ${ACTIONS.join(', ')}.`, RETRY)
    if (known === undefined) return wrongUsage(io, `templates cannot ${action}.${didYouMean(action, ACTIONS)}`, RETRY)
    if (written === undefined) return wrongUsage(io, `Say which template to ${known}.`, RETRY)
    if (another !== undefined) return wrongUsage(io, `One template at a time; ${another} is a second one.`, RETRY)
    if (known === 'preview' && out === undefined) return wrongUsage(io, 'Say where to write it: --out file.pdf.', RETRY)
    // Whatever draws certificates is loaded only when one is looked at.
    const { DEFAULT_TEMPLATE } = await import('../../certificates/template.ts')
    const template = written === 'default' ? DEFAULT_TEMPLATE : await read(written, io)
    if (template === undefined) return EXIT.problems
    if (known === 'show') {
      io.stdout(stringify(template))
      return EXIT.fine
    }
    const samples =
      known === 'preview'
        ? [{ name: SAMPLE_NAMES.find((name) => name === sample) ?? 'latin', body }]
        : [...SAMPLE_NAMES.map((name) => ({ name, body: {} })), ...bodiesOf(template)]
    const pdf = await draw(template, samples, io)
    if (pdf === undefined) return EXIT.problems
    if (out === undefined || known === 'check') io.stdout(`${written}: no problems\n`)
    else {
      writeFileSync(resolve(io.cwd, out), pdf)
      io.stdout(`${out}  ${sizeText(pdf.length)}\n`)
    }
    return EXIT.fine
  },
})

const bodiesOf = ({ bodies = [] }: CertificateTemplate): { readonly name: SampleName; readonly body: Body }[] =>
  bodies.map(({ approver, credential }) => ({ name: 'latin', body: { approver, credential } }))

async function read(written: string, io: Io): Promise<CertificateTemplate | undefined> {
  const { template, problems } = loadTemplate(resolve(io.cwd, written), written)
  if (problems.length > 0) io.stderr(`${textReport(problems, { colour: wantsColour(io, io.stderrIsTty) })}\n`)
  if (template === undefined) return undefined
  const { describeFault, templateFaults } = await import('../../certificates/template.ts')
  const faults = templateFaults(template)
  for (const fault of faults) io.stderr(`${written}: ${describeFault(fault)}\n`)
  return faults.length > 0 ? undefined : template
}

/** Draws all samples, and says of each that cannot be drawn why; the bytes of the last, or nothing where one cannot be. */
async function draw(
  template: CertificateTemplate,
  samples: readonly { readonly name: SampleName; readonly body: Body }[],
  io: Io,
): Promise<Uint8Array | undefined> {
  // Reading fonts takes a while, and other actions draw nothing.
  const { renderCertificate } = await import('../../certificates/render.ts')
  const { CertificateError } = await import('../../certificates/errors.ts')
  let pdf: Uint8Array | undefined
  const faults = new Map<string, SampleName>()
  for (const { name, body } of samples) {
    try {
      pdf = await renderCertificate(sampleSnapshot(name, body), { template })
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error
      if (!faults.has(error.message)) faults.set(error.message, name)
    }
  }
  for (const [fault, name] of faults) io.stderr(`The sample ${name} cannot be drawn with this template. ${fault}\n`)
  return faults.size > 0 ? undefined : pdf
}
