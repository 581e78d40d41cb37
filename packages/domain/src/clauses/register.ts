import type { SourceDocument } from '../clauses.ts'
import type { Locale } from '../words.ts'

type InBoth = Readonly<Record<Locale, string>>
interface Entry {
  readonly document: SourceDocument
  readonly source: InBoth
  readonly rule: InBoth
}

/** The documents in the order of their authority, by their full names. */
export const DOCUMENTS: Readonly<Record<SourceDocument, InBoth>> = {
  taicang: {
    'zh-CN': '太仓市家庭经济困难学生发展型资助育人工作指导意见',
    en: 'Taicang: guiding opinions on development-oriented student aid',
  },
  jiangsu: { 'zh-CN': '江苏省 2024 年学生资助工作要点', en: 'Jiangsu Province: work points 2024' },
  wuxi: { 'zh-CN': '无锡市 2024 年学生资助工作要点', en: 'Wuxi City: work points 2024' },
  changshou: { 'zh-CN': '重庆市长寿区 2019 年结对帮扶方案', en: 'Changshou District: pairing plan 2019' },
  template: { 'zh-CN': '商业范本（仅供参照）', en: 'A vendor’s template, for illustration only' },
  law: { 'zh-CN': '法律法规', en: 'Law' },
  ours: { 'zh-CN': '本系统的规定', en: 'A rule of this system' },
}

const SHORT = {
  taicang: { 'zh-CN': '太仓', en: 'Taicang' },
  jiangsu: { 'zh-CN': '江苏', en: 'Jiangsu' },
  wuxi: { 'zh-CN': '无锡', en: 'Wuxi' },
  changshou: { 'zh-CN': '长寿', en: 'Changshou' },
  template: { 'zh-CN': '商业范本', en: 'Template' },
  law: { 'zh-CN': '', en: '' },
} as const

/** Names of places in the documents; the numbers of their parts are the same in both languages but for the digits. */
const PLACES: Readonly<Record<string, string>> = {
  附件: 'annex',
  绿色通道: 'fast channel',
  动态管理: 'dynamic management',
  阶梯式退出: 'tapered exit',
  算法伦理: 'ethics of algorithms',
  目标: 'goals',
  标准修订: 'revision of standards',
  个人信息保护法: 'Personal Information Protection Law',
  未成年人网络保护条例: 'Regulations on the Protection of Minors Online',
  第三十一条: 'Article 31',
  第三十六条: 'Article 36',
}

/** `二(三)2` is `2(3)2`. */
function inEnglish(place: string): string {
  const named = Object.entries(PLACES).reduce((text, [zh, en]) => text.replaceAll(zh, en), place)
  return named.replace(/[一二三四五六七八九]/g, digit => String('一二三四五六七八九'.indexOf(digit) + 1))
}

const from = (document: keyof typeof SHORT, place: string, zh: string, en: string): Entry => ({
  document,
  source: {
    'zh-CN': `${SHORT[document]['zh-CN']} ${place}`.trim(),
    en: `${SHORT[document].en} ${inEnglish(place)}`.trim(),
  },
  rule: { 'zh-CN': zh, en },
})
/** No document gives it: it says why it is there. */
const ours = (zh: string, en: string): Entry => ({
  document: 'ours',
  source: DOCUMENTS.ours,
  rule: { 'zh-CN': zh, en },
})

/** Every rule that is explained in place, by the requirement that stands at it in the code. */
export const CLAUSES = {
  'AP-01': from(
    'taicang',
    '二(一)',
    '只有已认定、正在就读的学生才能申请，同一学生同时只有一份申请。',
    'Only recognised students who are enrolled can be applied for, one open request at a time.',
  ),
  'AP-02': from(
    'taicang',
    '二(二)',
    '申请须说明学生遇到哪一类成长困境，共六类，可多选。',
    'A request names the kinds of difficulty, out of six; several are possible.',
  ),
  'AP-03': from(
    'taicang',
    '二(三)1',
    '由学生本人、家长（监护人）或教师提出；代为提出的要写明与学生的关系。',
    'The student, a guardian or a teacher applies; whoever applies for a student states the relation.',
  ),
  'AP-04': from(
    'taicang',
    '二(三)1',
    '申请须写明希望得到的帮助，并陈述事实和理由。',
    'A request names the help that is asked for, with facts and reasons.',
  ),
  'AP-05': from(
    'taicang',
    '二(三)1',
    '随时发现，随时申请，随时启动，没有申请期限。',
    'Found at any time, applied for at any time, begun at any time: there is no intake window.',
  ),
  'AP-06': from(
    'taicang',
    '二(三)2',
    '由学校组织集体评议，分别判断必要性和可行性；到会并表态的人数须达到规定。',
    'The school’s panel judges necessity and feasibility separately, by enough members.',
  ),
  'AP-07': from(
    'taicang',
    '二(三)3',
    '由学校研究确认，同时写明能够提供的具体内容，且不超出申请的范围。',
    'The school confirms, with the services that it can give, within what was asked for.',
  ),
  'AP-08': from(
    'taicang',
    '二(三)',
    '实行动态管理；达到正常发展水平的，经集体评议后结束。',
    'Managed as things change; whoever does as well as others leaves, after a collective review.',
  ),
  'AP-09': from(
    'taicang',
    '二(三)',
    '无需公示、禁止公布：名单不以任何形式对外。',
    'No notice, no publication: the list goes to nobody outside.',
  ),
  'AP-10': from(
    'taicang',
    '三(二)',
    '学校提供服务清单，供学生和家长选择，并可细化、调整、充实。',
    'Schools offer a list of services to choose from, and may refine, adapt and extend it.',
  ),
  'AP-11': from(
    'taicang',
    '附件 二',
    '可同时提供多种服务，共七类。',
    'Several services at once are possible, in seven categories.',
  ),
  'AP-12': from(
    'taicang',
    '附件 二(一)–(六)',
    '每一类成长困境都有具体情形，至少选一种。',
    'Each kind of difficulty has its circumstances; at least one is chosen.',
  ),
  'AP-14': from(
    'taicang',
    '附件 二(三)',
    '学段之间、学校之间接续，不因升学转学而中断。',
    'It goes on from stage to stage and from school to school.',
  ),
  'AP-16': from(
    'taicang',
    '附件 二(五)',
    '特殊教育须以诊断评估为依据。',
    'Special education rests on a diagnosis or an assessment.',
  ),
  'AP-19': from(
    'taicang',
    '附件 二(六)',
    '非义务教育阶段退学、开除等，须提前告知资助管理部门并及时备案。',
    'Outside compulsory schooling, leaving or expulsion is announced beforehand and put on record.',
  ),
  'AP-20': from(
    'taicang',
    '二(三)',
    '主动摸排、提示可能需要支持的学生，由教师决定是否提出。',
    'Students who may need support are looked for; staff decide whether to apply.',
  ),
  'AP-22': from(
    'jiangsu',
    '3',
    '特殊困难学生免申即享，事先申请调整为事后确认。',
    'In special hardship help comes without an application and is confirmed afterwards.',
  ),
  'AP-23': from(
    'jiangsu',
    '3',
    '先家访后认定：确认以前须有一次符合要求的家访。',
    'A visit before a decision: without a valid home visit nothing is confirmed.',
  ),
  'AP-26': from(
    'jiangsu',
    '10',
    '申请人家长属于财政供养人员、企业法人代表或高管的，要核实并记录。',
    'Where a parent is on the public payroll or leads a company, this is verified and noted.',
  ),
  'AP-29': from(
    'template',
    '绿色通道',
    '突发变故走快速通道，目标是四十八小时内办结；这是服务目标，不因超时而拒绝。',
    'A sudden change takes the fast channel, with 48 hours as a goal; nothing is refused for being late.',
  ),
  'AP-30': from(
    'template',
    '动态管理',
    '每学年复核一次，每季度更新一次情况。',
    'Reviewed once a year, brought up to date once a quarter.',
  ),
  'AP-32': from(
    'template',
    '阶梯式退出',
    '结束时可以逐步减少支持，不超过一个学期。',
    'Support may end in steps, within one semester.',
  ),
  'AP-33': from(
    'template',
    '目标',
    '办理时间以缩短为目标：只计量、不承诺，超过天数只提醒，不影响办理。',
    'Time is measured and nothing is promised: what is late is pointed out, and goes on all the same.',
  ),
  'AR-05': from(
    'taicang',
    '附件 二(一)',
    '中小学每学期至少家访一次；按学年计算的地区以当地规定为准。',
    'Schools visit at least once a semester; where the region counts by year, by that.',
  ),
  'AR-07': from(
    'jiangsu',
    '5',
    '中小学和幼儿园实地走访；中职还可委托或联合家访，高校还可线上家访。',
    'Schools and kindergartens visit on site; vocational schools may delegate or join, colleges also meet online.',
  ),
  'ME-02': from(
    'taicang',
    '三(三)',
    '建立“资助＋心理”双育人导师制度，人人有导师。',
    'An aid mentor and a psychological mentor for everybody.',
  ),
  'ME-05': from(
    'taicang',
    '三(三)',
    '按导师的专长和精力安排人数。',
    'How many students a mentor takes follows the mentor’s expertise and time.',
  ),
  'AD-02': from(
    'jiangsu',
    '9',
    '谁填报谁负责，谁审核谁负责：每一步由谁办理都有记录，不能代办。',
    'Who enters answers for it, who reviews answers for it: each step has its person.',
  ),
  'AD-04': from(
    'jiangsu',
    '9',
    '互查、抽查：按比例随机抽取，可以重现。',
    'Cross-checks by random sample, which can be drawn again.',
  ),
  'AD-08': from(
    'template',
    '标准修订',
    '标准定期修订；每次修改都留下版本，不改动以前的决定。',
    'Standards are revised; each change is a version, and earlier decisions stay as they are.',
  ),
  'AD-11': from(
    'jiangsu',
    '10',
    '防止优亲厚友：申请人、亲属和有利害关系的人要回避，提出、评议和确认不由同一人办理。',
    'No favours for friends: whoever has a tie steps back, and nobody proposes, judges and confirms alone.',
  ),
  'AD-12': from(
    'taicang',
    '三(五)',
    '试点先行、重点推进：各地的要求可以不同，以当地设定为准。',
    'Pilots first: regions may set their own requirements.',
  ),
  'PS-01': from(
    'taicang',
    '三(一)',
    '严格保护学生隐私，实施无痕化管理；人数太少的数字不显示。',
    'Students’ privacy is protected strictly; figures about very few are not shown.',
  ),
  'PS-06': from(
    'template',
    '算法伦理',
    '系统只提示、不决定，并检查提示对不同群体是否公平。',
    'The system proposes and never decides, and its proposals are checked for fairness.',
  ),
  'law-consent': from(
    'law',
    '个人信息保护法 第三十一条',
    '处理不满十四周岁未成年人的个人信息，须取得监护人同意。',
    'Data about a child under fourteen need a guardian’s consent (PIPL 31).',
  ),
  'law-access': from(
    'law',
    '未成年人网络保护条例 第三十六条',
    '查阅未成年人信息要最小授权、逐次留痕；查阅异常多时由负责人核实。',
    'Staff read what their duty needs, and each access is on record; unusual reading is looked into.',
  ),
  duplicates: ours(
    '初核时要核对是否重复登记，同一名学生不重复帮扶；填写人离岗的，由班主任或专干接手。',
    'Screening makes sure that no child is entered twice; who has left is followed by a colleague.',
  ),
  D6: ours(
    '评议意见在所有成员表态以前保密，每人只表态一次，以免互相影响。',
    'Opinions stay sealed until every member has given one, each once, so that nobody follows another.',
  ),
  D9: ours(
    '日期以学校校历为准，寒暑假和节假日不计入。',
    'Days follow the school’s calendar; vacations and holidays do not count.',
  ),
  attempt: ours(
    '联系不上不等于完成：没有见到家庭的家访会保留，但不算数。',
    'An attempt is not a visit: one that met nobody is kept but does not count.',
  ),
  sequence: ours(
    '每一步只能在规定的环节办理；页面打开期间可能已有人办理，请刷新后再看。',
    'Each step belongs to one stage; somebody may have moved the record on while the page was open.',
  ),
  entries: ours(
    '填写内容要完整、可读、不超过字数，日期要合理。',
    'Entries are complete, readable, within their length, and their dates make sense.',
  ),
  files: ours(
    '文件先检查格式、大小和内容，再保存，以保护所有人。',
    'Files are checked for format, size and content before they are kept, for everybody’s protection.',
  ),
  'F2-policy': ours(
    '县级提出，市级或省级批准；学校只调整属于学校的设置，由学校负责人批准。提出和批准不能是同一人。',
    'Counties propose, city or province approve; schools set only what is theirs, approved by the head. Never one person for both.',
  ),
} as const satisfies Record<string, Entry>

export type ClauseId = keyof typeof CLAUSES
export const CLAUSE_IDS = Object.keys(CLAUSES) as ClauseId[]
