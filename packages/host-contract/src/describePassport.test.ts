import { expect, it } from 'vitest'
import { describePassport } from './describePassport.ts'
import type { Passport } from './passport.ts'

const passport: Passport = {
  code: 'APP-7F3K-0412',
  time: '2026-04-11T17:30:00.000Z',
  module: 'applications',
  version: '0.1.0',
  phase: 'request',
  problem: 'stale_version',
}

it('a passport is a text in either language, with the time in China and without what is not known', () => {
  expect(describePassport(passport, 'zh-CN').split('\n')).toEqual([
    '错误编号：APP-7F3K-0412',
    '时间：2026-04-12 01:30:00',
    '模块：applications',
    '版本：0.1.0',
    '阶段：请求或操作 (request)',
    '原因：stale_version',
  ])
  expect(describePassport(passport, 'en').split('\n')[4]).toBe('Phase: request or action (request)')
})
