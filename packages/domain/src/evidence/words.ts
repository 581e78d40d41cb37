import type { Locale } from '../words.ts'
import type { EvidenceKind, EvidenceType } from './evidence.ts'

type Words<Code extends string> = Readonly<Record<Code, Readonly<Record<Locale, string>>>>
const pair = (zh: string, en: string) => ({ 'zh-CN': zh, en })

export const evidenceKindWords: Words<EvidenceKind> = {
  diagnosis: pair('诊断或评估证明', 'Diagnosis or assessment'),
  certificate: pair('部门证明', 'Certificate of an authority'),
  photo: pair('照片', 'Photo'),
  other: pair('其他材料', 'Other'),
}

export const evidenceTypeWords: Words<EvidenceType> = {
  jpeg: pair('图片（JPEG）', 'Picture (JPEG)'),
  png: pair('图片（PNG）', 'Picture (PNG)'),
  webp: pair('图片（WebP）', 'Picture (WebP)'),
  pdf: pair('PDF 文件', 'PDF'),
  docx: pair('Word 文档', 'Word document'),
  xlsx: pair('Excel 表格', 'Excel workbook'),
  pptx: pair('PPT 演示文稿', 'PowerPoint slides'),
}
