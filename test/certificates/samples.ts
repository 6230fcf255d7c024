import { sampleSnapshot } from '../../src/certificates/sample.ts'
import type { CertificateSnapshot } from '../../src/certificates/snapshot.ts'

const approval = {
  approver: 'Example Coding Association',
  number: 'ECA-2026-0142',
  title: 'Preparing for the CCS exam',
  from: '2026-01-01',
  until: '2026-12-31',
}

const short: CertificateSnapshot = {
  number: 'CW-04HM-ASW9-NF6Y-Y4BW',
  learnerName: 'Maria Gonzalez',
  activityTitle: 'Preparing for the CCS exam',
  activityId: 'ccs-prep',
  activityVersion: '1.0.0',
  completedOn: '2026-11-20',
  issuedOn: '2026-11-21',
  credits: 0,
  unit: { name: 'CEU', minutes: 60 },
  minutes: 180,
  domain: 'coding-and-classification',
  type: 'self-study',
  statement: 'Exam preparation; not approved for CEUs by any credentialing body.',
  score: 82.46,
  provider: { name: 'Example Coding School', url: 'https://coding-school.example/' },
  verifyUrl: 'https://learn.coding-school.example/verify/CW-04HM-ASW9-NF6Y-Y4BW',
  language: 'en',
}

const sentence = 'Record review of inpatient and outpatient coding with attention to sequencing and reporting rules. '
const filler = (length: number): string =>
  sentence
    .repeat(10)
    .slice(0, length - 1)
    .trimEnd()
    .padEnd(length, '.')

/** Snapshots that between them reach every row, every density and the awkward letters. */
export const SAMPLES = {
  /** Letters that are also parts of the composed letters of the next. */
  plain: { ...short, learnerName: 'A E O U N D a e o u n d i y' },
  short,
  vietnamese: { ...short, learnerName: 'Nguyễn Phạm Thị Hoàng Ngọc Ánh Tuyết Đặng-Trần Bửu Lễ Quỳnh Như' },
  approved: { ...short, learnerName: 'Þórbjörg Ẹ̀bùnolúwa', approval, credits: 3, credential: 'ahima-ccs' },
  greek: { ...short, learnerName: 'Ἀλέξανδρος Παπαδόπουλος', provider: { name: 'Щёголев & Ґалаґан' } },
  /** Characters other fonts give one glyph for several spellings of. */
  ligatures: { ...short, learnerName: 'Steﬃ Pfiﬂ ½', statement: 'Steffi Pfifl 1⁄2 µ μ' },
  arabic: sampleSnapshot('arabic', { approver: 'جمعية الترميز' }),
  hebrew: sampleSnapshot('hebrew'),
  cjk: sampleSnapshot('cjk'),
  /** Every text at the longest the award schema allows, and a name of 300 of the widest letter. */
  longest: {
    ...short,
    learnerName: 'W'.repeat(300),
    activityTitle: filler(200),
    statement: filler(800),
    approval: { ...approval, approver: filler(120), number: 'N'.repeat(60), title: `${filler(199)}!` },
    credits: 12.5,
    credential: 'ahima-ccs',
    provider: { name: filler(120), url: 'https://coding-school.example/' },
  },
} as const satisfies Record<string, CertificateSnapshot>
