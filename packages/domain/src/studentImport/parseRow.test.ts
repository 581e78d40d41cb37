import { describe, expect, it } from 'vitest'
import { IMPORT_COLUMNS, type ImportCells } from './columns.ts'
import { isWhole, parseRow } from './parseRow.ts'

const TODAY = '2026-11-21'

function aRow(changes: ImportCells = {}): ImportCells {
  return {
    school: '太仓市示例实验小学',
    stage: '小学',
    grade: '五年级',
    className: '3班',
    name: '张示例',
    sex: '男',
    idNumber: '320585201503010015',
    birthDate: '2015-03-01',
    hardshipLevel: '特别困难',
    recognisedOn: '2026-09-10',
    guardianName: '张家长',
    guardianRelation: '父亲',
    guardianPhone: '19900000001',
    address: '太仓市示例路 1 号',
    aidProject: '义务教育家庭经济困难学生生活补助',
    aidPeriod: '2026-2027学年第一学期',
    aidAmount: '625',
    aidPaidOn: '2026-10-20',
    ...changes,
  }
}

const faultsOf = (changes: ImportCells) => parseRow(aRow(changes), TODAY).faults

describe('a row', () => {
  it('that is filled as the template asks is read whole', () => {
    const { fields, faults } = parseRow(aRow(), TODAY)
    expect(faults).toEqual([])
    expect(fields).toEqual({
      school: '太仓市示例实验小学',
      stage: 'primary',
      grade: '五年级',
      className: '3班',
      name: '张示例',
      sex: 'male',
      idNumber: '320585201503010015',
      birthDate: '2015-03-01',
      hardshipLevel: 'extreme',
      recognisedOn: '2026-09-10',
      guardianName: '张家长',
      guardianRelation: 'father',
      guardianPhone: '19900000001',
      address: '太仓市示例路 1 号',
      aid: {
        project: '义务教育家庭经济困难学生生活补助',
        period: '2026-1',
        amountCents: 62_500,
        paidOn: '2026-10-20',
      },
      signs: [],
    })
  })

  it('typed with full-width digits and stray blanks reads the same', () => {
    const typed = aRow({
      idNumber: '３２０５８５２０１５０３０１００１５ ',
      birthDate: '２０１５年３月１日',
      name: '张　示例\u00A0',
    })
    expect(parseRow(typed, TODAY).fields).toEqual(parseRow(aRow(), TODAY).fields)
  })

  it('needs neither birth date nor sex when the ID number tells them', () => {
    const { fields } = parseRow(aRow({ birthDate: '', sex: '' }), TODAY)
    expect(fields).toMatchObject({ birthDate: '2015-03-01', sex: 'male' })
    expect(isWhole(fields)).toBe(true)
  })

  it('may leave out the payment', () => {
    const { fields, faults } = parseRow(
      aRow({ aidProject: '', aidPeriod: '', aidAmount: '', aidPaidOn: '' }),
      TODAY,
    )
    expect(faults).toEqual([])
    expect(fields.aid).toBeNull()
  })

  it('of an adult needs no guardian', () => {
    const adult = {
      idNumber: '320585200503010015',
      birthDate: '',
      guardianName: '',
      guardianRelation: '',
      guardianPhone: '',
    }
    expect(faultsOf(adult)).toEqual([])
  })

  it.each([
    ['a required cell that is empty', { name: ' ' }, 'name', 'missing_required'],
    ['a date that the calendar does not have', { recognisedOn: '2026-02-30' }, 'recognisedOn', 'bad_date'],
    ['a date in the future', { recognisedOn: '2026-11-22' }, 'recognisedOn', 'date_in_future'],
    ['an ID number of 15 digits', { idNumber: '320585150301001' }, 'idNumber', 'bad_id_number'],
    [
      'a birth date that the ID number contradicts',
      { birthDate: '2015-03-02' },
      'birthDate',
      'birth_and_id_differ',
    ],
    [
      'an ID number from the future',
      { idNumber: '320585203003010015', birthDate: '' },
      'idNumber',
      'date_in_future',
    ],
    [
      'a passport without a birth date',
      { idNumber: 'E12345678', birthDate: '' },
      'birthDate',
      'missing_required',
    ],
    ['a passport without a sex', { idNumber: 'E12345678', sex: '' }, 'sex', 'missing_required'],
    ['an unknown sex', { sex: '?' }, 'sex', 'unknown_sex'],
    ['an unknown stage', { stage: '小学部' }, 'stage', 'unknown_stage'],
    ['an unknown level', { hardshipLevel: '二级' }, 'hardshipLevel', 'unknown_hardship_level'],
    ['a minor without a guardian', { guardianName: '' }, 'guardianName', 'missing_guardian'],
    ['an unknown relation', { guardianRelation: '朋友' }, 'guardianRelation', 'unknown_relation'],
    ['a phone number with a digit too few', { guardianPhone: '1990000000' }, 'guardianPhone', 'bad_phone'],
    ['an amount that is none', { aidAmount: '六百' }, 'aidAmount', 'bad_amount'],
    ['a payment without its semester', { aidPeriod: '' }, 'aidPeriod', 'missing_required'],
    ['a semester that is none', { aidPeriod: '第一学期' }, 'aidPeriod', 'bad_period'],
    ['an over-long text', { address: '路'.repeat(201) }, 'address', 'too_long'],
    ['characters of a wrong encoding', { name: '张\uFFFD' }, 'name', 'unreadable_characters'],
  ] as const)('with %s has this one fault', (_, changes, column, code) => {
    expect(faultsOf(changes)).toEqual([{ column, code }])
  })

  it('names every fault that it has, not the first only', () => {
    const faults = faultsOf({ name: '', recognisedOn: '昨天', guardianPhone: '1', aidAmount: '-1' })
    expect(faults.map(({ column }) => column).sort()).toEqual([
      'aidAmount',
      'guardianPhone',
      'name',
      'recognisedOn',
    ])
  })

  it('keeps the fault that reading found in a cell, and adds no other to that cell', () => {
    const { faults } = parseRow(aRow({ idNumber: '320585201503010000' }), TODAY, {
      idNumber: 'number_lost_digits',
    })
    expect(faults).toEqual([{ column: 'idNumber', code: 'number_lost_digits' }])
  })

  it('warns of a wrong check digit and of a sex that the number contradicts, and enters all the same', () => {
    const { fields, faults, warnings } = parseRow(aRow({ sex: '女' }), TODAY)
    expect(faults).toEqual([])
    expect(fields.sex).toBe('female')
    expect(warnings).toEqual([
      { column: 'idNumber', code: 'id_checksum' },
      { column: 'sex', code: 'sex_and_id_differ' },
    ])
  })

  it('that is empty has a fault in every required column', () => {
    const faults = parseRow({}, TODAY).faults
    expect(faults.map(({ column }) => column)).toEqual([
      'idNumber',
      'grade',
      'className',
      'name',
      'hardshipLevel',
      'recognisedOn',
    ])
    expect(faults.every(({ code }) => code === 'missing_required')).toBe(true)
  })

  it('has at most one fault a column, whatever stands in it', () => {
    for (const column of IMPORT_COLUMNS) {
      for (const text of ['', '\0', '=1+1', '９', 'x'.repeat(300)]) {
        const { faults } = parseRow(aRow({ [column]: text }), TODAY)
        const columns = faults.map(fault => fault.column)
        expect(new Set(columns).size).toBe(columns.length)
      }
    }
  })
})
