import {
  approveExport,
  cancelExport,
  declineExport,
  downloadExport,
  issueExportTicket,
} from '@sunshine-aid/api-contract'
import { chinaDay, type ExportJob } from '@sunshine-aid/domain'
import { saveFile, useApi, useHost, useMutation, useWords } from '@sunshine-aid/module-kit'
import { computed, shallowRef } from 'vue'
import { useText } from './messages.ts'

const STEPS = { approve: approveExport, decline: declineExport, cancel: cancelExport } as const
type Step = keyof typeof STEPS

/** What is done with an export; `changed` is called after each, whatever came of it. */
export function useExportCommands(changed: () => void) {
  const api = useApi()
  const host = useHost()
  const text = useText()
  const words = useWords()
  const asking = shallowRef<{ readonly command: Step; readonly job: ExportJob }>()

  const step = useMutation(({ command, job }: { command: Step; job: ExportJob }, attempt) =>
    api.call(STEPS[command], { params: { id: job.id }, ifMatch: job.version, ...attempt }),
  )
  async function confirm() {
    if (!asking.value) return
    await step.run(asking.value)
    asking.value = undefined
    changed()
  }

  /** The ticket lives in this call only: it stands in no address and is kept nowhere. */
  const taking = useMutation(async ({ id }: ExportJob, attempt) => {
    const params = { id }
    const { ticket } = await api.call(issueExportTicket, { params, ...attempt })
    return api.download(downloadExport, { params, ticket, signal: attempt.signal })
  })
  async function take(job: ExportJob) {
    const outcome = await taking.run(job)
    if (outcome.ok) {
      const fileName = `${words.value.exportKind[job.kind]} ${chinaDay(new Date(job.askedAt))}.xlsx`
      saveFile({ content: outcome.reply.content, fileName })
      host.ui.notify({ kind: 'success', text: text.value.taken })
    }
    changed()
  }

  return {
    asking,
    /** Without a command the question is taken back. */
    ask: (command?: Step, job?: ExportJob) => (asking.value = command && job && { command, job }),
    confirm,
    take,
    pending: step.pending,
    taking: taking.pending,
    error: computed(() => step.error.value ?? taking.error.value),
  }
}
