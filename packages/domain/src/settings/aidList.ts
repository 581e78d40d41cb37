import { AidCategory } from '../applications/vocabulary.ts'
import { internal, nullable, open, record } from '../dataClass.ts'
import { text } from '../text.ts'
import { Day } from '../time.ts'
import { z } from '../zod.ts'

/**
 * Where an item of the aid list comes from: the seven categories of the guide (AP-11), the helping lines of
 * another region (AP-37), services of partners that the documents name (AP-38), or what a region or a school adds.
 */
export const AID_SOURCES = ['guide', 'lines', 'partner', 'region', 'school'] as const
export const AidSource = z.enum(AID_SOURCES)
export type AidSource = z.output<typeof AidSource>

/** Id of an item: that of a template, or a random one. */
export const AidItemId = open(z.string().regex(/^[A-Za-z0-9-]{1,40}$/))

/** What an organisation writes down about an item: its own one, or its refinement of one that it found (AP-10). */
export const AidItemContent = record({
  category: open(AidCategory),
  name: open(text(80)),
  provider: nullable(open(text(80))),
  /** Not offered here. It stays in what was agreed earlier. */
  hidden: open(z.boolean()),
})
export type AidItemContent = z.output<typeof AidItemContent>

/** An item of the 教育救助服务清单, as it is offered at one place. */
export const AidItem = record({
  ...AidItemContent.shape,
  id: AidItemId,
  source: open(AidSource),
  /** What it is called where it comes from, if this place or one above calls it otherwise. */
  originalName: nullable(open(text(80))),
  /** Who changed it last, of which organisation, and when; `null` as the template has it. */
  changed: nullable(record({ orgName: internal(text(80)), byName: internal(text(80)), on: internal(Day) })),
  /** This very place changed it; else it follows what stands above. */
  own: open(z.boolean()),
  /** Of this place's own changes, from 1. */
  version: internal(z.int().min(1)),
})
export type AidItem = z.output<typeof AidItem>

export interface AidTemplate {
  readonly id: string
  readonly category: AidCategory
  readonly name: string
  readonly provider: string | null
  readonly source: AidSource
}

const guide = (category: AidCategory, ...names: readonly string[]): AidTemplate[] =>
  names.map((name, n) => ({
    id: `guide-${category}-${n + 1}`,
    category,
    name,
    provider: null,
    source: 'guide',
  }))

const lines = (category: AidCategory, id: string, name: string): AidTemplate => ({
  id: `lines-${id}`,
  category,
  name,
  provider: null,
  source: 'lines',
})

const partner = (category: AidCategory, id: string, name: string, provider: string): AidTemplate => ({
  id: `partner-${id}`,
  category,
  name,
  provider,
  source: 'partner',
})

/** What every list begins with: services that the documents name, in their words. */
export const AID_TEMPLATES: readonly AidTemplate[] = [
  ...guide('familyGuidance', '家长个别交流', '家访指导', '亲子活动', '人文关怀和心理疏导'),
  ...guide('psychSupport', '心理测评', '心理辅导', '心理健康促进指导（家长学校）', '突发变故心理援助'),
  ...guide('conductGuidance', '养成教育', '法治教育和生命教育', '劳动教育', '学生欺凌防控'),
  ...guide('academicTutoring', '个别化辅导', '差异性教学', '图书共读活动', '学业预警和跟进'),
  ...guide('specialEducation', '个别化教育', '融合教育', '康复和就业岗位培养'),
  ...guide('entryAndEmployment', '入园帮助', '一生一策生涯指导', '见习实习', '专场招聘活动', '勤工助学岗位'),
  ...guide('allRoundDevelopment', '社团活动', '研学活动', '志愿服务', '体育艺术指导', '社会实践教育基地活动'),
  lines('familyGuidance', 'living', '生活帮扶'),
  lines('academicTutoring', 'study', '学习帮扶'),
  lines('conductGuidance', 'conduct', '品德帮扶'),
  lines('allRoundDevelopment', 'talent', '兴趣特长帮扶'),
  lines('familyGuidance', 'parents', '家长帮扶'),
  lines('allRoundDevelopment', 'society', '社会帮扶'),
  lines('entryAndEmployment', 'policy', '国家助学普惠政策'),
  partner('allRoundDevelopment', 'summer', '爱心暑托班', '共青团'),
  partner('familyGuidance', 'room', '梦想小屋', '共青团'),
  partner('familyGuidance', 'basics', '优先保障交通、营养需求', '学校'),
  partner('psychSupport', 'psych', '叠加心理支持助学项目', '市学生资助管理中心'),
  partner('familyGuidance', 'care', '孤困儿童关爱项目', '民政部门'),
]

export function aidTemplate(id: string): AidTemplate | undefined {
  return AID_TEMPLATES.find(template => template.id === id)
}
