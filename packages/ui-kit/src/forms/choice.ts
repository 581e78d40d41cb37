/** One of several things to choose from. */
export interface Choice<Value extends string = string> {
  value: Value
  label: string
  description?: string | undefined
  disabled?: boolean
}
