/** What each column of a needy-student list means, in the order of the template. */
export const IMPORT_COLUMNS = [
  'school',
  'stage',
  'grade',
  'className',
  'name',
  'sex',
  'idNumber',
  'birthDate',
  'hardshipLevel',
  'recognisedOn',
  'guardianName',
  'guardianRelation',
  'guardianPhone',
  'address',
  'aidProject',
  'aidPeriod',
  'aidAmount',
  'aidPaidOn',
  'familySituation',
  'specialNeeds',
  'certifiedBy',
  'entryWish',
] as const
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]

/** One payment a row; a student with several has several rows that differ in these columns only. */
export const AID_COLUMNS = [
  'aidProject',
  'aidPeriod',
  'aidAmount',
  'aidPaidOn',
] as const satisfies ImportColumn[]

export interface ColumnRule {
  /** Titles as schools write them; the first is the template's, and wins where two stand in one file. */
  readonly titles: readonly [string, ...string[]]
  /** A file without this column cannot be read. */
  readonly required: boolean
  /** UTF-16 units that a cell may hold. */
  readonly maxChars: number
}

export const COLUMN_RULES: Readonly<Record<ImportColumn, ColumnRule>> = {
  school: { titles: ['学校', '学校名称', '就读学校', '所在学校'], required: false, maxChars: 80 },
  stage: { titles: ['学段', '教育阶段', '就读学段'], required: false, maxChars: 20 },
  grade: { titles: ['年级', '所在年级', '就读年级'], required: true, maxChars: 20 },
  className: { titles: ['班级', '班级名称', '所在班级', '班别', '就读班级'], required: true, maxChars: 40 },
  name: { titles: ['姓名', '学生姓名', '受助学生姓名'], required: true, maxChars: 50 },
  sex: { titles: ['性别', '学生性别'], required: false, maxChars: 10 },
  idNumber: {
    titles: [
      '身份证件号',
      '身份证号',
      '身份证号码',
      '身份证件号码',
      '证件号码',
      '证件号',
      '学生身份证号',
      '公民身份号码',
    ],
    required: true,
    maxChars: 30,
  },
  birthDate: { titles: ['出生日期', '出生年月日', '出生年月', '生日'], required: false, maxChars: 30 },
  hardshipLevel: {
    titles: ['困难等级', '困难程度', '认定等级', '困难认定等级', '困难类型等级', '贫困等级'],
    required: true,
    maxChars: 20,
  },
  recognisedOn: {
    titles: ['认定日期', '认定时间', '困难认定日期', '困难认定时间'],
    required: true,
    maxChars: 30,
  },
  guardianName: {
    titles: ['监护人姓名', '监护人', '家长姓名', '家长', '父母或监护人姓名'],
    required: true,
    maxChars: 50,
  },
  guardianRelation: {
    titles: ['与学生关系', '监护人与学生关系', '监护人关系', '与本人关系', '关系'],
    required: false,
    maxChars: 20,
  },
  guardianPhone: {
    titles: [
      '监护人电话',
      '监护人联系电话',
      '监护人手机',
      '家长电话',
      '家长联系电话',
      '监护人手机号',
      '联系电话',
      '手机号',
      '电话',
    ],
    required: false,
    maxChars: 30,
  },
  address: {
    titles: ['家庭住址', '家庭地址', '现住址', '家庭详细地址', '居住地址', '住址'],
    required: false,
    maxChars: 200,
  },
  aidProject: { titles: ['资助项目', '资助项目名称', '项目名称'], required: false, maxChars: 60 },
  aidPeriod: { titles: ['资助学期', '学期', '资助学年学期', '发放学期'], required: false, maxChars: 30 },
  aidAmount: { titles: ['资助金额', '金额', '发放金额', '资助标准'], required: false, maxChars: 20 },
  aidPaidOn: { titles: ['发放日期', '发放时间', '到账日期'], required: false, maxChars: 30 },
  familySituation: {
    titles: ['家庭情况', '家庭类型', '家庭结构', '家庭特殊情况'],
    required: false,
    maxChars: 200,
  },
  specialNeeds: {
    titles: ['特殊教育需要', '残疾类别', '残疾情况', '诊断评估'],
    required: false,
    maxChars: 200,
  },
  certifiedBy: { titles: ['认定部门', '部门认定'], required: false, maxChars: 200 },
  entryWish: { titles: ['入学就业意愿', '就学就业意愿'], required: false, maxChars: 200 },
}

/** The cells of one row by what they mean; a column that the file lacks is absent, an empty cell is ''. */
export type ImportCells = Partial<Record<ImportColumn, string>>
