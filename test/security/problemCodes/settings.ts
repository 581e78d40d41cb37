import { sql } from 'kysely'
import type { Way } from './way.ts'

export const SETTING_WAYS: readonly Way[] = [
  ...(
    [
      ['setting_not_at_this_level', { params: 'panelQuorum', value: 5 }],
      ['setting_out_of_range', { params: 'mentorCapacity', value: 99 }],
      ['setting_unchanged', { params: 'mentorCapacity', value: null }],
      ['setting_in_the_past', { params: 'mentorCapacity', value: 7, validFrom: '2020-01-01' }],
      ['setting_waiting', { params: 'ownTeacherStepsBack', value: true }],
    ] as const
  ).map(([code, { params, ...body }]): Way => ({
    code,
    endpoint: 'proposeSetting',
    by: 'aidOfficer',
    input: ({ tree }) => ({
      params: { id: tree.c1k1s1.id, key: params },
      body: { validFrom: '2026-10-12', grounds: '校务会议纪要', ...body },
    }),
  })),
  {
    code: 'setting_contradicts',
    endpoint: 'proposeSetting',
    by: 'countyAdmin',
    input: ({ tree }) => ({
      params: { id: tree.c1k1.id, key: 'fastChannelWarnHours' },
      body: { value: 60, validFrom: '2026-10-12', grounds: '校务会议纪要' },
    }),
  },
  {
    code: 'setting_remark_required',
    endpoint: 'decideProposal',
    by: 'schoolHead',
    input: { body: { approve: false, remark: null } },
  },
  { code: 'setting_not_own', endpoint: 'withdrawProposal', by: 'aidOfficer' },
  {
    code: 'setting_own',
    endpoint: 'decideProposal',
    by: 'schoolHead',
    given: (trx, { people }) =>
      sql`update policy_setting set proposed_by = ${people.schoolHead}::uuid`.execute(trx),
  },
  {
    code: 'setting_decided',
    endpoint: 'decideProposal',
    by: 'schoolHead',
    given: trx =>
      sql`update policy_setting set state = 'withdrawn', decided_by = proposed_by, decided_at = app.now()`.execute(
        trx,
      ),
  },
  ...(
    [
      ['calendar_two_semesters', { semesters: [] }],
      ['calendar_order', { holidays: [{ name: '国庆节', from: '2026-10-07', to: '2026-10-01' }] }],
      ['calendar_outside_year', { holidays: [{ name: '国庆节', from: '2025-10-01', to: '2025-10-07' }] }],
      [
        'calendar_overlap',
        {
          holidays: [
            { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
            { name: '中秋节', from: '2026-10-07', to: '2026-10-07' },
          ],
        },
      ],
      [
        'calendar_semester_length',
        {
          semesters: [
            { id: '2026-1', from: '2026-09-01', to: '2026-09-10' },
            { id: '2026-2', from: '2027-02-22', to: '2027-07-02' },
          ],
        },
      ],
      ['calendar_make_up_weekday', { makeUpDays: [{ name: '调休', day: '2026-10-12' }] }],
    ] as const
  ).map(([code, wrong]): Way => ({
    code,
    endpoint: 'setCalendarYear',
    by: 'countyAdmin',
    input: ({ tree }) => ({
      params: { id: tree.c1k1.id, year: '2026' },
      body: {
        content: {
          semesters: [
            { id: '2026-1', from: '2026-09-01', to: '2027-01-29' },
            { id: '2026-2', from: '2027-02-22', to: '2027-07-02' },
          ],
          holidays: [],
          makeUpDays: [],
          ...wrong,
        },
      },
    }),
  })),
]
