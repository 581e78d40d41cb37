import { describe, expect, it } from 'vitest'
import { issuePassport, parsePassportCode, readPassport, type PassportFacts } from './passport.ts'

const facts: PassportFacts = {
  module: 'applications',
  version: '0.1.0',
  train: '2026.11',
  contract: '1.0',
  route: '/:applicationId/visits',
  phase: 'request',
  problem: 'stale_version',
  requestId: '0b9a7c1e-6d1f-4c3a-9a57-1f2e3d4c5b6a',
}

describe('a passport', () => {
  it('has a code with the module and the day in China, and every fact that it was given', () => {
    const passport = issuePassport(facts, new Date('2026-04-11T17:30:00Z'))
    expect(passport).toEqual({ ...facts, code: passport.code, time: '2026-04-11T17:30:00.000Z' })
    expect(passport.code).toMatch(/^APP-[0-9A-HJKMNP-TV-Z]{4}-0412$/)
  })

  it.each([
    ['mentors', 'MEN'],
    ['archives', 'ARC'],
    ['coverage-reports', 'COV'],
    ['portal', 'POR'],
    ['a1', 'AXX'],
    ['张三', 'UNK'],
  ])('of %s begins with %s', (module, letters) => {
    expect(issuePassport({ module, phase: 'render' }).code.slice(0, 3)).toBe(letters)
  })

  it.each([
    { route: '/320102201001011234/visits' },
    { route: '/张三' },
    { route: '/visits?name=x' },
    { version: 'of 张三' },
    { version: '1.0.13812345678' },
    { train: '13812345678' },
    { problem: 'no such student: x' },
    { requestId: '13812345678' },
    { contract: '2' },
  ])('leaves out a fact that does not have its form: %o', wrong => {
    const [name = ''] = Object.keys(wrong)
    const passport = issuePassport({ ...facts, ...wrong })
    expect(passport).not.toHaveProperty(name)
    expect(Object.keys(passport)).toHaveLength(9)
  })

  it.each(['/', '/:id', '/new', '/:applicationId/visits', '/panels/:panelId/opinion'])(
    'keeps the pattern %s',
    route => expect(issuePassport({ ...facts, route }).route).toBe(route),
  )

  it('keeps the digest of a build, also one without letters', () => {
    const built = { version: '0.1.0-123456789012', train: '123456789012' }
    expect(issuePassport({ ...facts, ...built })).toMatchObject(built)
  })

  it('is read back from what was sent, without anything that is not known', () => {
    const passport = issuePassport(facts)
    expect(readPassport({ ...passport, name: '张三', message: 'x' })).toEqual(passport)
  })

  it.each([
    null,
    'APP',
    {},
    { ...facts },
    { ...facts, code: 'APP-0000-1399', time: '2026-04-12T00:00:00.000Z' },
  ])('is not read from %o', value => expect(readPassport(value)).toBeUndefined())
})

describe('a code as staff write it down', () => {
  it.each([
    'APP-7F1K-0412',
    'app-7f1k-0412',
    'APP7F1K0412',
    ' app 7fik o4l2 ',
    'APP—7FLK—O4I2',
    'ＡＰＰ－７Ｆ１Ｋ－０４１２',
  ])('is understood: %s', text => {
    expect(parsePassportCode(text)).toEqual({ code: 'APP-7F1K-0412', letters: 'APP', month: 4, day: 12 })
  })

  it('may have zeros for the letters of its module', () => {
    expect(parsePassportCode('P0R-0000-1231')?.code).toBe('POR-0000-1231')
  })

  it.each(['', 'APP', 'APP-7F3K-1304', 'APP-7F3K-0400', 'APP-7F3U-0412', 'APP-7F3K-04123', 'A2P-7F3K-0412'])(
    'is refused when it is none: %s',
    text => expect(parsePassportCode(text)).toBeUndefined(),
  )

  it('survives the way over the phone', () => {
    for (let round = 0; round < 200; round += 1) {
      const { code } = issuePassport(facts)
      expect(parsePassportCode(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'))?.code).toBe(code)
    }
  })
})
