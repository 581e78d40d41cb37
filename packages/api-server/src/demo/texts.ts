import type { AidCategory, DilemmaType, ReasonCode } from '@sunshine-aid/domain'

/** A situation as a teacher would write it down: what was seen, why help is asked for, nothing that shames. */
export interface Situation {
  readonly dilemma: DilemmaType
  readonly reason: ReasonCode
  /** Categories beyond the one that answers the dilemma. */
  readonly also?: AidCategory
  readonly facts: string
  readonly suddenChange?: true
  /** For special education (AP-16). */
  readonly diagnosis?: string
}

export const SITUATIONS: readonly Situation[] = [
  {
    dilemma: 'familyEducation',
    reason: 'leftBehind',
    facts:
      '父母均在外省务工，每年春节返乡一次，孩子随祖父母生活。祖父母身体尚可，但文化程度不高，难以辅导学习。孩子懂事，近期话变少，作业常拖到很晚。希望安排家庭教育指导，帮助父母建立每周固定的视频沟通。',
  },
  {
    dilemma: 'familyEducation',
    reason: 'singleParent',
    facts:
      '父母离异后孩子随母亲生活，母亲在工厂上夜班，晚上常独自在家。孩子自理能力强，但缺少陪伴，周末多用手机打发时间。母亲很重视教育，主动提出希望学校给些方法上的指导。',
  },
  {
    dilemma: 'familyEducation',
    reason: 'orphan',
    facts:
      '孩子由姑姑抚养，已纳入事实无人抚养儿童保障。姑姑家有两个孩子，照料尽心但精力有限。孩子上课认真，很少主动求助。希望有一位固定的老师经常关心，帮助其融入班级活动。',
  },
  {
    dilemma: 'familyEducation',
    reason: 'harmfulParenting',
    facts:
      '父亲对孩子要求严厉，遇到成绩波动容易发火，母亲不知如何调和。班主任两次家访后，家长愿意接受指导。孩子在校表现良好，希望通过家长课堂和个别指导改善沟通方式。',
  },
  {
    dilemma: 'familyEducation',
    reason: 'parentInCustody',
    facts:
      '孩子目前随外祖父母生活，家庭收入主要来自外祖父打零工。孩子对家中变化有些敏感，不愿谈论周末安排。外祖父母希望学校多留意，申请家庭教育指导并请导师定期联系。',
  },
  {
    dilemma: 'familyEducation',
    reason: 'leftBehind',
    also: 'academicTutoring',
    facts:
      '母亲在外地工作，父亲跑长途货运，孩子由奶奶照看。数学和英语基础薄弱，家里无人能够辅导。奶奶每天接送从不迟到。建议在课后服务中安排学业辅导，同时对父母做远程家庭教育指导。',
  },
  {
    dilemma: 'mentalHealth',
    reason: 'psychRisk',
    facts:
      '开学以来孩子入睡困难，课间常独自坐着，体育课上偶尔表示不想参加。班主任与家长沟通后，家长同意由心理教师做进一步了解。孩子喜欢画画，可以此作为交流的切入点。',
  },
  {
    dilemma: 'mentalHealth',
    reason: 'suddenMisfortune',
    suddenChange: true,
    facts:
      '上月家中遭遇火灾，居住条件受到较大影响，一家人暂住亲戚家。孩子上课容易走神，对声响敏感。家长希望学校尽快提供心理支持，并协助补齐学习用品。',
  },
  {
    dilemma: 'mentalHealth',
    reason: 'suddenMisfortune',
    suddenChange: true,
    facts:
      '父亲突发重病住院，母亲往返医院照料，家庭支出骤增。孩子主动承担家务，但最近情绪低落，两次在课上落泪。申请心理辅导，并请导师与母亲保持联系。',
  },
  {
    dilemma: 'mentalHealth',
    reason: 'psychRisk',
    also: 'familyGuidance',
    facts:
      '孩子升入新学段后适应较慢，常说肚子疼不愿到校，医院检查未见异常。家长有些焦虑，愿意配合学校。建议心理教师每周见面一次，同时指导家长调整早晨的安排。',
  },
  {
    dilemma: 'mentalHealth',
    reason: 'psychRisk',
    facts:
      '孩子在心理普测中提示压力偏高，访谈时谈到担心给家里增加负担。同学关系融洽，有两位要好的朋友。申请由心理教师跟进，帮助其学会表达和放松。',
  },
  {
    dilemma: 'mentalHealth',
    reason: 'suddenMisfortune',
    facts:
      '今年春天祖母去世，孩子自幼由祖母带大，提起时仍很难过。学习能够坚持，但对集体活动兴趣下降。希望心理教师给予陪伴，并请班主任安排其参与班级植物角的照料。',
  },
  {
    dilemma: 'conduct',
    reason: 'badInfluence',
    facts:
      '暑假期间结识了几位校外青年，开学后有两次晚归，家长很着急。孩子本性善良，喜欢篮球，曾在校队训练。希望安排一位体育老师作导师，以训练带动作息。',
  },
  {
    dilemma: 'conduct',
    reason: 'bullying',
    facts:
      '本学期与同学发生过两次争执，事后能承认错误。了解到其在邻里间曾被起哄，容易防备他人。建议进行品行引导和情绪管理训练，并请双方家长共同参与。',
  },
  {
    dilemma: 'conduct',
    reason: 'badInfluence',
    also: 'familyGuidance',
    facts:
      '孩子沉迷手机游戏，曾用家人账户充值。家长管教方式时紧时松。孩子动手能力强，在劳动课上表现突出。申请品德行为方面的引导，同时对家长做家庭教育指导。',
  },
  {
    dilemma: 'conduct',
    reason: 'bullying',
    also: 'psychSupport',
    facts:
      '孩子反映曾被同学起外号，课间躲在图书角。学校已按制度处理并告知双方家长。为帮助其恢复自信，申请由导师陪伴，并由心理教师跟进。',
  },
  {
    dilemma: 'specialNeeds',
    reason: 'diagnosedNeeds',
    diagnosis: '由市残疾人康复中心评估：轻度听力障碍，建议佩戴助听设备并在课堂上安排前排座位。',
    facts:
      '孩子佩戴助听器后听课情况好转，但在嘈杂环境中仍有困难。家庭承担设备维护费用有压力。希望制定个别化支持方案，安排资源教师每周辅导两次。',
  },
  {
    dilemma: 'specialNeeds',
    reason: 'diagnosedNeeds',
    diagnosis: '由区特殊教育指导中心评估：学习能力发展不均衡，建议随班就读并提供个别化教育计划。',
    facts:
      '孩子语言表达清楚，计算和书写速度较慢。同学们愿意帮助，课堂气氛友好。家长支持学校的安排，申请特殊教育支持和课后个别辅导。',
  },
  {
    dilemma: 'specialNeeds',
    reason: 'diagnosedNeeds',
    also: 'familyGuidance',
    diagnosis: '由市妇幼保健院评估：注意力方面需要支持，建议行为训练与家庭配合。',
    facts:
      '孩子热情开朗，课堂上难以长时间专注，作业需要分段完成。母亲学习了一些训练方法，希望得到专业指导。申请个别化教育支持，并对家庭做指导。',
  },
  {
    dilemma: 'academic',
    reason: 'farBehind',
    facts:
      '数学成绩连续两个学期处于班级末段，基础概念掌握不牢。孩子学习态度认真，笔记工整，缺少的是方法和及时答疑。申请每周两次学业辅导，由同年级老师结对。',
  },
  {
    dilemma: 'academic',
    reason: 'farBehind',
    facts:
      '随父母工作变动转学两次，教材衔接出现断层，英语尤其吃力。孩子上课积极，敢于提问。希望安排系统补习，半学期后再作评估。',
  },
  {
    dilemma: 'academic',
    reason: 'dropoutRisk',
    facts:
      '家中缺少劳动力，孩子曾表示想早点打工。班主任多次谈心后，孩子愿意继续学业，但缺课较多，学分有缺口。申请学业辅导，并请导师帮助规划。',
  },
  {
    dilemma: 'academic',
    reason: 'farBehind',
    also: 'allRoundDevelopment',
    facts:
      '各科成绩在中下水平，写作业较慢。孩子喜欢昆虫和植物，观察日记写得很好。建议以兴趣带动学习，安排学业辅导，并吸收其参加科学社团。',
  },
  {
    dilemma: 'academic',
    reason: 'dropoutRisk',
    also: 'psychSupport',
    facts:
      '期中以来多次请假，家长称孩子不愿到校。家访时了解到其因考试失利而气馁。孩子修理电器很在行，愿意和老师聊这方面的话题。申请学业和心理两方面的支持。',
  },
  {
    dilemma: 'academic',
    reason: 'farBehind',
    facts:
      '阅读理解能力偏弱，影响各科审题。家中书籍不多，孩子常在学校图书角看到放学。申请阅读指导，并希望假期能够借阅图书。',
  },
  {
    dilemma: 'entryAndEmployment',
    reason: 'jobSearch',
    facts:
      '毕业在即，实习单位距家较远，往返费用较高。孩子专业技能良好，实训成绩优秀，性格内向，面试经验少。申请就业指导和就近实习岗位推荐。',
  },
  {
    dilemma: 'entryAndEmployment',
    reason: 'jobSearch',
    also: 'allRoundDevelopment',
    facts:
      '孩子已取得初级职业技能证书，希望考取更高一级。家庭难以负担培训费用。申请就业帮扶，并推荐参加校企合作的技能提升班。',
  },
  {
    dilemma: 'entryAndEmployment',
    reason: 'certifiedHardship',
    facts:
      '家庭已由民政部门认定为低保边缘家庭，孩子即将升学，对去向比较迷茫。成绩中等，喜欢机械制图。申请升学指导，说明相关政策，做到一生一策。',
  },
  {
    dilemma: 'entryAndEmployment',
    reason: 'preschoolPlace',
    facts:
      '家庭新近迁入本地，父母从事环卫工作，作息较早。孩子已在园就读，弟弟希望就近入园，以便祖母接送。申请入园方面的协助，并请老师关心孩子的适应情况。',
  },
  {
    dilemma: 'familyEducation',
    reason: 'singleParent',
    also: 'allRoundDevelopment',
    facts:
      '孩子随父亲生活，父亲经营早点摊，清晨三点出门。孩子每天自己到校，从不迟到，班级工作认真负责。希望安排课后服务和假期实践活动，丰富生活经历。',
  },
  {
    dilemma: 'mentalHealth',
    reason: 'psychRisk',
    also: 'academicTutoring',
    facts:
      '近一个月上课注意力不集中，成绩下滑明显。谈心时孩子说担心母亲的身体。家长愿意配合，希望不要惊动同学。申请心理辅导，并补上落下的功课。',
  },
  {
    dilemma: 'conduct',
    reason: 'badInfluence',
    facts:
      '与校外人员有过一次冲突，事后主动向老师说明。孩子重情义，缺少判断。家长在外务工，委托叔叔照看。申请品行引导，由德育处老师担任导师，每周见面。',
  },
  {
    dilemma: 'familyEducation',
    reason: 'orphan',
    also: 'psychSupport',
    facts:
      '孩子由舅舅一家照料，与表弟相处融洽。遇到家长会等场合会显得失落。舅妈细心周到，希望学校多给孩子展示的机会。申请家庭教育指导和心理陪伴。',
  },
  {
    dilemma: 'academic',
    reason: 'farBehind',
    also: 'familyGuidance',
    facts:
      '家中三代同住，孩子没有安静的学习角落，作业质量不稳定。老师建议后，家长已腾出一张书桌。申请学业辅导，并指导家长安排作息。',
  },
  {
    dilemma: 'mentalHealth',
    reason: 'suddenMisfortune',
    suddenChange: true,
    also: 'familyGuidance',
    facts:
      '母亲因交通事故受伤，正在康复，父亲请假照料，收入中断。孩子承担了照顾妹妹的任务，明显疲惫。希望尽快启动帮扶，安排心理支持，并协调社区志愿者上门。',
  },
  {
    dilemma: 'entryAndEmployment',
    reason: 'jobSearch',
    facts:
      '孩子动手能力强，在校期间两次参加技能竞赛。因家庭原因希望毕业后留在本地工作。申请推荐本地企业见习岗位，并进行面试辅导。',
  },
]

/** What was found on a visit, as it is written down. */
export const VISIT_RECORDS = [
  '家中整洁，孩子有固定的学习角。与监护人交流了在校表现，说明了资助政策，家长对学校工作表示理解和支持。',
  '监护人介绍了家庭近况，希望老师多鼓励孩子发言。约定每月通一次电话，孩子带我们看了自己种的花。',
  '孩子由祖父母照看，作息规律。向老人讲解了资助项目和防诈骗常识，提醒按时复查身体。',
  '父母双方都在家，交流了半个多小时。家长担心升学，已说明有关政策，并商定下次家长会后再谈。',
  '家庭收入较上学期略有好转。孩子主动展示了奖状，表示想参加学校合唱团。建议继续关注学习习惯。',
  '与监护人商量了孩子周末的安排，推荐了社区图书馆和假期托管服务。监护人愿意试一试。',
  '孩子近期情绪平稳，能和家人谈学校的事。已向家长介绍心理辅导预约方式，全程注意保护隐私。',
  '居住条件简单但安全。孩子帮家里做力所能及的家务，家长很欣慰。记录了两项需要学校协调的事项。',
  '家长因工作安排只能晚间接待，交流顺利。说明了国家助学政策，并提醒保管好账户信息。',
  '与孩子单独聊了十分钟，孩子谈到喜欢的科目和朋友。家长希望增加体育锻炼，已转告体育老师。',
] as const

export const OPINION_GROUNDS = [
  '情况属实，确有必要，学校现有条件可以安排。',
  '家访记录清楚，建议尽快落实。',
  '同意，请注意保护学生隐私。',
  '所需服务本校能够提供，可行。',
  '困难明确，建议同时做好家校沟通。',
] as const
export const DISSENT_GROUNDS = [
  '目前由班级关注即可，建议观察一个学期后再议。',
  '所述情况还需进一步核实。',
] as const

/** Who could give a service, and how, by category. */
export const SERVICES: Readonly<
  Record<AidCategory, readonly { readonly provider: string; readonly content: string }[]>
> = {
  familyGuidance: [
    { provider: '家庭教育指导站', content: '每月一次家庭教育个别指导，持续一学期' },
    { provider: '班主任与德育处', content: '每两周与监护人电话沟通，每学期家访一次' },
  ],
  psychSupport: [
    { provider: '学校心理辅导室', content: '每周一次个别辅导，共八次' },
    { provider: '学校心理辅导室', content: '小组团体辅导，每两周一次' },
  ],
  conductGuidance: [
    { provider: '德育处', content: '导师每周谈话一次，制定行为改进小目标' },
    { provider: '社区青少年服务站', content: '周末志愿服务活动，每月两次' },
  ],
  academicTutoring: [
    { provider: '教导处', content: '课后服务时段学业辅导，每周两次' },
    { provider: '青年教师志愿团队', content: '薄弱学科一对一辅导，每周一次' },
  ],
  specialEducation: [{ provider: '资源教室', content: '按个别化教育计划每周辅导两课时' }],
  entryAndEmployment: [
    { provider: '就业指导办公室', content: '职业规划咨询三次，推荐见习岗位' },
    { provider: '升学指导组', content: '一生一策升学指导，说明相关政策' },
  ],
  allRoundDevelopment: [{ provider: '少先队与团委', content: '参加社团和假期社会实践，每学期一次研学' }],
}

/** What a class teacher writes at a quarterly look. */
export const REFRESH_NOTES = [
  '出勤稳定，作业能按时完成',
  '数学有进步，仍需每周辅导',
  '与家长通过电话，家里情况没有变化',
  '愿意主动提问，同学关系融洽',
] as const

/** Facts against the normal level. */
export const LEVEL_FACTS = [
  '连续两次测验达到年级平均水平',
  '本学期没有无故缺勤，作业全部按时完成',
  '家长每月参加家长课堂，能坚持陪伴',
] as const

/** Grounds of an opinion about an exit. */
export const EXIT_GROUNDS = ['依据充分', '进步明显，建议先减少次数', '同意，今后继续关注', ''] as const
