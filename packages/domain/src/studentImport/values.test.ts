import { describe, expect, it } from 'vitest'
import { parseIdNumber } from './idNumber.ts'
import { isUnreadable, normaliseCell, normaliseCode, normaliseName } from './normalise.ts'
import {
  IMPORT_CHOICES,
  parseAmountCents,
  parseDay,
  parseLevel,
  parsePeriod,
  parsePhone,
  parseRelation,
  parseSex,
  parseStage,
} from './values.ts'

describe('a cell', () => {
  it.each([
    ['full-width digits and letters', '２０２６年Ａ班', '2026年A班'],
    ['trailing, full-width and no-break blanks', '\u00A0七年级\u3000 ', '七年级'],
    ['invisible marks', '\uFEFF张\u200B三\u00AD', '张三'],
    ['the mark of a number kept as text', "'0123", '0123'],
    ['signs of Chinese text, which stay', '（东校区）', '（东校区）'],
  ])('is read without %s', (_, written, meant) => {
    expect(normaliseCell(written)).toBe(meant)
  })

  it('of a code loses its blanks and full-width signs too', () => {
    expect(normaliseCode('３２０　５８５－Ｘ')).toBe('320585-X')
  })

  it('of a name loses the blank that pads two characters, not the one between words', () => {
    expect(normaliseName('张　三')).toBe('张三')
    expect(normaliseName('Anna Li')).toBe('Anna Li')
    expect(normaliseName('阿依古丽·买买提')).toBe('阿依古丽·买买提')
  })

  it.each(['张\uFFFD', '张\u0007', '张\uE001', '张\uD800'])('%j cannot be read', written => {
    expect(isUnreadable(written)).toBe(true)
  })

  it('with a rare character can be read', () => {
    expect(isUnreadable('𬸪㛃')).toBe(false)
  })
})

describe('a date', () => {
  it.each([
    '2015-3-1',
    '2015/3/1',
    '2015/03/01',
    '2015.3.1',
    '2015年3月1日',
    '2015年03月01',
    '20150301',
    '２０１５－３－１',
    ' 2015-03-01 ',
    '2015-03-01T00:00:00',
    '2015/3/1 8:30',
    '2015 年 3 月 1 日',
  ])('may be written %s', written => {
    expect(parseDay(written)).toBe('2015-03-01')
  })

  it.each([
    '2015-2-29',
    '2015-13-1',
    '2015-3',
    '15-3-1',
    '3/1/2015',
    '2015-3/1',
    '42064',
    '0215-03-01',
    '三月',
    '',
  ])('%j is none', written => {
    expect(parseDay(written)).toBeNull()
  })
})

describe('an ID number', () => {
  // 11010519491231002X is the example of GB 11643-1999.
  it('of the standard is read whole, with a small x and full-width digits too', () => {
    const read = { number: '11010519491231002X', birthDate: '1949-12-31', sex: 'female', checksum: true }
    expect(parseIdNumber('11010519491231002X')).toEqual(read)
    expect(parseIdNumber('１１０１０５１９４９１２３１００２ｘ')).toEqual(read)
  })

  it('with a wrong check digit is read and says so', () => {
    expect(parseIdNumber('320585201503010015')?.checksum).toBe(false)
  })

  it('of a passport or a travel permit says nothing about its holder', () => {
    expect(parseIdNumber('H12345678')).toEqual({
      number: 'H12345678',
      birthDate: null,
      sex: null,
      checksum: true,
    })
  })

  it.each([
    '320585150301001',
    '3205852015030100',
    '320585201513010015',
    '32058520150301001',
    '020585201503010015',
    '无',
  ])('%s is none', written => {
    expect(parseIdNumber(written)).toBeNull()
  })
})

describe('words', () => {
  it('of the template are all understood', () => {
    expect(IMPORT_CHOICES.sex.map(parseSex)).toEqual(['male', 'female'])
    expect(IMPORT_CHOICES.stage.map(parseStage)).toEqual([
      'preschool',
      'primary',
      'juniorHigh',
      'seniorHigh',
      'vocational',
      'higherEd',
    ])
    expect(IMPORT_CHOICES.hardshipLevel.map(parseLevel)).toEqual(['extreme', 'severe', 'moderate'])
    expect(IMPORT_CHOICES.guardianRelation.map(parseRelation)).toEqual([
      'father',
      'mother',
      'grandparent',
      'otherRelative',
      'institution',
      'other',
    ])
  })

  it('that nobody knows are refused, names of object members among them', () => {
    expect([
      parseSex('constructor'),
      parseStage('toString'),
      parseLevel('很困难'),
      parseRelation('朋友'),
    ]).toEqual([null, null, null, null])
  })
})

describe('a phone number', () => {
  it.each([
    ['199-0000-0001', '19900000001'],
    ['+86 199 0000 0001', '19900000001'],
    ['0512-65220000', '051265220000'],
    ['１９９００００００００１'.slice(0, 11), '19900000000'],
  ])('%s is %s', (written, digits) => {
    expect(parsePhone(written)).toBe(digits)
  })

  it.each(['1990000000', '29900000001', '65220000', '无', '19900000001/19900000002'])(
    '%s is none',
    written => {
      expect(parsePhone(written)).toBeNull()
    },
  )
})

describe('an amount', () => {
  it.each([
    ['1250', 125_000],
    ['1,250.50', 125_050],
    ['￥1250元', 125_000],
    ['1250.5', 125_050],
    ['0.01', 1],
    ['1250.500', 125_050],
  ] as const)('%s is %d cents', (written, cents) => {
    expect(parseAmountCents(written)).toBe(cents)
  })

  it.each(['0', '-5', '1e5', '12,50', '1.234', '一千', '99999999', ''])('%s is none', written => {
    expect(parseAmountCents(written)).toBeNull()
  })
})

describe('a semester', () => {
  it.each([
    ['2024-2025学年第一学期', '2024-1'],
    ['2024-2025学年第2学期', '2024-2'],
    ['2024—2025学年上学期', '2024-1'],
    ['2024-2025-1', '2024-1'],
    ['2024-2', '2024-2'],
    ['2024秋', '2024-1'],
    ['2025年春季学期', '2024-2'],
    ['2024-2025学年', '2024'],
    ['2024/2025学年度第二学期', '2024-2'],
    ['2024-25学年', '2024'],
    ['2024学年', '2024'],
  ])('%s is %s', (written, id) => {
    expect(parsePeriod(written)).toBe(id)
  })

  it.each(['2024-2026学年', '第一学期', '2024', '2024-3', '去年'])('%s is none', written => {
    expect(parsePeriod(written)).toBeNull()
  })
})
