/** Columns of every row about a child: the path of the child's class bounds it. */
export interface OfStudent {
  student_id: string
  org_path: string
}
