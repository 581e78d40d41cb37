/**
 * The pages of the list of requests as somebody would write them by hand who has no rules to keep: one statement,
 * no transaction, no scope, no row-level security, no audit.
 */
export function rawPage({ where, order, after }: RawList): string {
  const [column, direction] = order
  const beyond = direction === 'desc' ? '<' : '>'
  return `
    select application.id, application.student_id, student.name as student_name, application.school_id,
      school.name as school_name, application.class_id, class.name as class_name, application.stage,
      application.status, application.status_since, application.submitted_at, application.sudden_change,
      application.aid_categories, application.next_role, application.next_accounts, application.next_since,
      application.updated_at
    from (
      select id from application
      where ${where} ${after ? `and (${column}, id) ${beyond} ($2::timestamptz, $3::uuid)` : ''}
      order by ${column} ${direction}, id ${direction} limit 51
    ) page
    join application using (id)
    join student on student.id = application.student_id
    join org school on school.id = application.school_id
    join org class on class.id = application.class_id
    order by application.${column} ${direction}, application.id ${direction}`
}

export interface RawList {
  /** With the school, or the account, as `$1`. */
  readonly where: string
  readonly order: readonly ['updated_at', 'desc'] | readonly ['status_since', 'asc']
  /** Begins behind the position `$2`, `$3`. */
  readonly after: boolean
}
