import type { WorkbookFault } from '@sunshine-aid/domain'

/** The whole file is refused; `fault` says why, the words stand beside the fault codes. Carries nothing from the file. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError'
  readonly fault: WorkbookFault

  constructor(fault: WorkbookFault, options?: ErrorOptions) {
    super(fault, options)
    this.fault = fault
  }
}

/** Runs `read`; whatever breaks inside a file that claims to be a workbook means that the file is damaged. */
export async function readingWorkbook<T>(
  signal: AbortSignal | undefined,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read()
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof WorkbookError) throw error
    throw new WorkbookError('damaged_file', { cause: error })
  }
}
