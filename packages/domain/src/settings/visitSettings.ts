import type { VisitPolicy } from '../policy.ts'
import type { VisitMode } from '../visits.ts'
import { REGION, type SettingDescription } from './describe.ts'
import { inBoth, type InBoth } from './words.ts'

const MODES: Readonly<Record<VisitMode, InBoth>> = {
  onSite: inBoth('实地走访', 'On site'),
  delegated: inBoth('委托家访', 'Delegated'),
  joint: inBoth('联合家访', 'Joint'),
  online: inBoth('线上家访', 'Online'),
}
const OF_VISITS = { group: 'visits', setBy: REGION, effect: 'visits' } as const

/** The visit rules of one stage; the same three at each. */
export const VISIT_SETTINGS: Readonly<Record<keyof VisitPolicy, SettingDescription>> = {
  modes: {
    ...OF_VISITS,
    kind: 'flags',
    choices: MODES,
    always: 'onSite',
    label: inBoth('家访方式', 'Ways of visiting'),
    help: inBoth(
      '这个学段可以采用的方式，实地走访始终可用。',
      'Ways that count at this stage; on site always does.',
    ),
    clause: 'AR-07',
  },
  period: {
    ...OF_VISITS,
    kind: 'choice',
    choices: {
      semester: inBoth('每学期', 'Each semester'),
      academicYear: inBoth('每学年', 'Each academic year'),
    },
    label: inBoth('家访周期', 'How often a visit is due'),
    help: inBoth('在这个周期内有一次符合要求的家访即可。', 'One valid visit within it is enough.'),
    clause: 'AR-05',
  },
  beforeDetermination: {
    ...OF_VISITS,
    kind: 'switch',
    label: inBoth('先家访后确认', 'A visit before the confirmation'),
    help: inBoth(
      '开启后，没有有效家访的申请不能确认。',
      'When on, nothing is confirmed without a valid visit.',
    ),
    clause: 'AP-23',
  },
}
