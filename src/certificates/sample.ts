import type { CertificateSnapshot } from './snapshot.ts'

type Texts = Pick<CertificateSnapshot, 'language' | 'learnerName' | 'activityTitle' | 'statement'> & {
  readonly provider: string
}

/** Texts of a made-up certificate in each group of scripts that certificates print. */
const TEXTS = {
  latin: {
    language: 'en',
    learnerName: 'Þórbjörg Ẹ̀bùnolúwa Łukasiewicz-Čapek',
    activityTitle: 'Preparing for the CCS exam',
    statement: 'Exam preparation; not approved for CEUs by any credentialing body.',
    provider: 'Example Coding School',
  },
  vietnamese: {
    language: 'vi',
    learnerName: 'Nguyễn Phạm Thị Hoàng Ngọc Ánh Tuyết Đặng-Trần',
    activityTitle: 'Luyện thi CCS',
    statement: 'Khóa luyện thi; không được tổ chức cấp chứng chỉ nào phê duyệt cho tín chỉ CEU.',
    provider: 'Trường Mã hóa Y khoa',
  },
  arabic: {
    language: 'ar',
    learnerName: 'محمد عبد الله (أبو بكر) الشريف',
    activityTitle: 'التحضير لامتحان CCS لعام 2026',
    statement: 'هذا نشاط للتحضير للامتحان فقط؛ لم تعتمده أي جهة لوحدات التعليم المستمر (CEU).',
    provider: 'مدرسة الترميز الطبي',
  },
  hebrew: {
    language: 'he',
    learnerName: 'דוד בן־גוריון (לוי)',
    activityTitle: 'הכנה למבחן CCS 2026',
    statement: 'הכנה למבחן בלבד; לא אושרה ליחידות השתלמות (CEU) על ידי גוף כלשהו.',
    provider: 'בית הספר לקידוד רפואי',
  },
  cjk: {
    language: 'zh',
    learnerName: '王小明・山田太郎・김철수',
    activityTitle: 'CCS 考试准备：医疗编码与分类（2026年版）',
    statement: '本活动仅为考试准备，未经任何认证机构批准为继续教育学分（CEU）。',
    provider: '示例编码学校',
  },
} as const satisfies Record<string, Texts>

export type SampleName = keyof typeof TEXTS

export const SAMPLE_NAMES: readonly SampleName[] = Object.keys(TEXTS).filter((name): name is SampleName =>
  Object.hasOwn(TEXTS, name),
)

/** A certificate of nobody, to see a template with. @param body whose wording is to be seen */
export function sampleSnapshot(
  name: SampleName,
  body: { readonly approver?: string | undefined; readonly credential?: string | undefined } = {},
): CertificateSnapshot {
  const { provider, ...texts } = TEXTS[name]
  const { approver, credential } = body
  const approval = { number: 'SAMPLE-1', title: texts.activityTitle, from: '2026-01-01', until: '2026-12-31' }
  return {
    ...texts,
    number: 'CW-04HM-ASW9-NF6Y-Y4BW',
    activityId: 'sample',
    activityVersion: '1.0.0',
    completedOn: '2026-11-20',
    issuedOn: '2026-11-21',
    credits: approver === undefined ? 0 : 3,
    unit: { name: 'CEU', minutes: 60 },
    minutes: 180,
    domain: 'coding-and-classification',
    type: 'self-study',
    provider: { name: provider, url: 'https://coding-school.example/' },
    verifyUrl: 'https://learn.coding-school.example/verify/CW-04HM-ASW9-NF6Y-Y4BW',
    ...(approver !== undefined && { approval: { ...approval, approver } }),
    ...(credential !== undefined && { credential }),
  }
}
