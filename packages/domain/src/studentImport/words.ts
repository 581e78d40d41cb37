import type { Locale } from '../words.ts'
import type { ImportColumn } from './columns.ts'
import { COLUMN_RULES } from './columns.ts'
import type { RowFaultCode, RowWarningCode, WorkbookFault } from './faults.ts'

type Words<Code extends string> = Readonly<Record<Code, Readonly<Record<Locale, string>>>>

const pair = (zh: string, en: string) => ({ 'zh-CN': zh, en })

/** Why a file is refused and what to do; the page adds the names of the columns where the fault has some. */
export const workbookFaultWords: Words<WorkbookFault> = {
  empty_file: pair('文件是空的，请确认已保存后重新上传', 'The file is empty; save it and upload it again'),
  too_large_inside: pair(
    '文件解压后过大。请删除图片、多余的格式和空行，只保留名单，再重新上传',
    'The file is too large once unpacked. Delete pictures, extra formats and empty rows, keep the list only, and upload it again',
  ),
  too_many_rows: pair(
    '名单超过 20000 行。请按年级拆成几个文件，分别上传',
    'The list has more than 20,000 rows. Split it by grade into several files',
  ),
  too_many_columns: pair(
    '名单超过 100 列。请删除与名单无关的列，再重新上传',
    'The list has more than 100 columns. Delete those that do not belong to it, and upload it again',
  ),
  not_a_spreadsheet: pair(
    '这不是可以读取的表格。请用 Excel 或 WPS 打开名单，另存为“Excel 工作簿 (*.xlsx)”后上传',
    'This is no spreadsheet that can be read. Open the list in Excel or WPS and save it as “Excel Workbook (*.xlsx)”',
  ),
  old_xls: pair(
    '这是旧版 Excel 格式。请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”后上传',
    'This is an old Excel format. Open it in Excel or WPS and save it as “Excel Workbook (*.xlsx)”',
  ),
  macro_workbook: pair(
    '文件含有宏，出于安全不能上传。请另存为不含宏的“Excel 工作簿 (*.xlsx)”后上传',
    'The file holds macros and cannot be taken. Save it as “Excel Workbook (*.xlsx)”, without macros',
  ),
  encrypted_workbook: pair(
    '文件设有密码，无法读取。请先取消打开密码，另存后上传',
    'The file has a password and cannot be read. Remove the password, save it and upload it again',
  ),
  damaged_file: pair(
    '文件不完整或已损坏。请用 Excel 或 WPS 打开，检查内容后另存一份再上传',
    'The file is incomplete or damaged. Open it in Excel or WPS, check it, and save a new copy',
  ),
  unreadable_encoding: pair(
    '无法识别文字编码。请用 Excel 打开并另存为“Excel 工作簿 (*.xlsx)”后上传',
    'The text encoding is unknown. Open the file in Excel and save it as “Excel Workbook (*.xlsx)”',
  ),
  no_rows: pair(
    '表格里没有名单。请在第一张工作表填写名单，再重新上传',
    'There is no list in the file. Fill in the first sheet and upload it again',
  ),
  no_header_row: pair(
    '前 10 行里没有找到表头。请使用模板的表头（姓名、身份证件号等），再重新上传',
    'No headings were found in the first 10 rows. Use those of the template, and upload the file again',
  ),
  missing_column: pair(
    '缺少必需的列。请按模板补上后重新上传',
    'Columns that every row needs are missing. Add them as the template has them, and upload the file again',
  ),
  repeated_column: pair(
    '有的列出现了两次，无法判断以哪一列为准。请删去一列后重新上传',
    'A column stands twice, so it is not clear which one counts. Delete one of them and upload the file again',
  ),
}

export const rowFaultWords: Words<RowFaultCode> = {
  number_lost_digits: pair(
    '数字太长，Excel 已丢失末尾几位。请把单元格格式设为“文本”后重新填写',
    'Excel has lost the last digits of this long number. Format the cell as text and type it again',
  ),
  formula_without_value: pair(
    '公式没有计算结果。请用 Excel 打开并保存一次，或直接填写数值',
    'The formula has no saved result. Open and save the file in Excel, or type the value',
  ),
  cell_error: pair(
    '单元格显示错误值（如 #N/A），请填写正确内容',
    'The cell shows an error such as #N/A; type the right value',
  ),
  too_long: pair('内容过长，请缩短', 'Too long; please shorten it'),
  unreadable_characters: pair(
    '含有无法识别的字符（乱码），请重新填写',
    'Holds characters that cannot be read; type it again',
  ),
  missing_required: pair('必填，请补充', 'Required; please fill it in'),
  bad_date: pair('日期不正确，请写成 2015-03-01', 'Not a date; write it as 2015-03-01'),
  date_in_future: pair('日期晚于今天，请核对', 'Later than today; please check'),
  bad_id_number: pair(
    '证件号不正确，应为 18 位身份证号或护照、通行证号',
    'Not an ID number of 18 characters, nor a passport or permit number',
  ),
  birth_and_id_differ: pair(
    '出生日期与身份证号不一致，请核对',
    'Birth date and ID number differ; please check',
  ),
  unknown_sex: pair('性别请填“男”或“女”', 'Write 男 or 女'),
  unknown_stage: pair(
    '学段不在可选范围内，请从模板的下拉列表选择',
    'Unknown stage; choose one from the template’s list',
  ),
  stage_and_school_differ: pair(
    '学段与学校不一致，请核对学校或学段',
    'The school has another stage; check school and stage',
  ),
  unknown_school: pair(
    '没有找到这所学校，或不在您负责的范围内，请填写学校全称',
    'No such school, or not one that you look after; write its full name',
  ),
  unknown_hardship_level: pair(
    '困难等级请填“特别困难”“困难”或“一般困难”',
    'Write 特别困难, 困难 or 一般困难',
  ),
  missing_guardian: pair('未成年学生须填写监护人姓名', 'A minor needs the name of a guardian'),
  unknown_relation: pair(
    '与学生关系不在可选范围内，请从模板的下拉列表选择',
    'Unknown relation; choose one from the template’s list',
  ),
  bad_phone: pair(
    '电话号码不正确，请填 11 位手机号或带区号的固定电话',
    'Not a mobile number of 11 digits, nor a landline with its area code',
  ),
  bad_amount: pair('金额不正确，请填大于 0 的数字，单位元', 'Not an amount; write a number above 0, in yuan'),
  bad_period: pair(
    '学期不正确，请写成 2024-2025学年第一学期',
    'Not a semester; write it as 2024-2025学年第一学期',
  ),
  duplicate_in_file: pair(
    '与另一行是同一名学生，但内容不一致，请保留正确的一行',
    'The same student stands in another row with other facts; keep the right one',
  ),
  student_elsewhere: pair(
    '该证件号已在其他学校登记，请联系县（市、区）资助中心办理转学衔接',
    'This ID number is registered at another school; ask the county’s aid centre for a transfer',
  ),
}

export const rowWarningWords: Words<RowWarningCode> = {
  id_checksum: pair(
    '身份证号末位校验码不符，请再核对一次',
    'The check digit of the ID number does not fit; please check once more',
  ),
  sex_and_id_differ: pair(
    '性别与身份证号不一致，以填写的性别为准',
    'Sex and ID number differ; what is written counts',
  ),
  new_class: pair('班级尚未登记，确认后将新建', 'This class is new and will be created'),
  hidden_row: pair('这一行在 Excel 中被隐藏', 'This row is hidden in Excel'),
  repeated_row: pair('与另一行完全相同，只计一次', 'Exactly like another row; counted once'),
  sign_not_understood: pair(
    '没有读懂，这一格不会采用。请从模板的下拉列表选择，多项用顿号隔开，没有的填“无”',
    'Not understood, so left out. Choose from the template’s list, several with 、 between them, 无 for none',
  ),
}

const inEnglish: Readonly<Record<ImportColumn, string>> = {
  school: 'School',
  stage: 'Stage',
  grade: 'Grade',
  className: 'Class',
  name: 'Name',
  sex: 'Sex',
  idNumber: 'ID number',
  birthDate: 'Birth date',
  hardshipLevel: 'Hardship level',
  recognisedOn: 'Recognised on',
  guardianName: 'Guardian',
  guardianRelation: 'Relation',
  guardianPhone: 'Guardian’s phone',
  address: 'Address',
  aidProject: 'Aid project',
  aidPeriod: 'Aid semester',
  aidAmount: 'Amount (yuan)',
  aidPaidOn: 'Paid on',
  familySituation: 'Family situation',
  specialNeeds: 'Special educational needs',
  certifiedBy: 'Certified by',
  entryWish: 'Wish for a place or a job',
}

/** The template's titles, and what they mean. */
export const importColumnWords = Object.fromEntries(
  Object.entries(inEnglish).map(([column, en]) => [
    column,
    pair(COLUMN_RULES[column as ImportColumn].titles[0], en),
  ]),
) as Words<ImportColumn>
