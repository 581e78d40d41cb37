import { ProblemError, recordVisit } from '@sunshine-aid/api-contract'
import {
  chinaDay,
  visitBlockers,
  VisitNotes,
  VISIT_MODES,
  type VisitMode,
  type VisitReason,
} from '@sunshine-aid/domain'
import { formSchema, useApi } from '@sunshine-aid/module-kit'
import { useForm } from 'vee-validate'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { useAutosave } from '../useAutosave.ts'
import type { KeptVisit, VisitDraft } from '@sunshine-aid/api-contract'
import { useOutbox } from './offline/useOutbox.ts'
import type { Visited } from './useVisited.ts'

type Outcome = 'saved' | 'kept' | 'invalid' | 'failed'

/**
 * A visit while it is written down. What is typed is on this device, sealed, within two seconds; saving puts it
 * there as finished first and sends it then, so that nothing depends on when the network goes (promise G18).
 */
export function useVisitEntry(
  visited: Ref<Visited | undefined>,
  modes: Ref<readonly VisitMode[] | undefined>,
) {
  const api = useApi()
  const outbox = useOutbox()
  const today = chinaDay(new Date())
  const allowed = computed(() => modes.value ?? VISIT_MODES)
  const form = useForm<VisitDraft>({ validationSchema: formSchema(VisitNotes), initialValues: blank() })
  const kept = shallowRef<KeptVisit>()
  const restoredAt = ref<string>()
  const error = shallowRef<ProblemError>()
  const blockers = shallowRef<readonly VisitReason[]>([])
  const tried = ref(false)
  const pending = ref(false)

  function blank(): VisitDraft {
    return {
      mode: 'onSite',
      visitedOn: today,
      reached: true,
      ledByLeader: false,
      policyExplained: false,
      companions: null,
      record: '',
      interview: null,
    }
  }
  const notes = () => ({ ...form.values })
  const isWritten = () => form.values.record.trim() !== '' || Boolean(form.values.interview?.trim())

  /** The visit as it stands, under the id that it keeps from its first letter on. */
  function entry(of: Visited): KeptVisit {
    const { studentId, studentName, className, applicationId } = of
    const keptAt = new Date().toISOString()
    const about = { studentId, studentName, className, applicationId, notes: notes(), keptAt }
    return kept.value ? outbox.again(kept.value, { ...about, state: 'typing' }) : outbox.begin(about)
  }

  const autosave = useAutosave({
    // Nothing is kept before something is written: whoever only looks leaves nothing behind.
    value: () => (isWritten() ? notes() : undefined),
    save: async value => {
      const of = visited.value
      if (!value || !of) {
        await forget()
        return value
      }
      const next = { ...entry(of), notes: value }
      if (!(await outbox.keep(next))) throw new ProblemError('unavailable', 'device')
      kept.value = next
      return value
    },
  })

  /** Goes on where somebody stopped: in the middle of a word when the browser went away, or after a refusal. */
  watch([visited, () => outbox.visits], ([of, visits]) => {
    if (!of || kept.value || isWritten()) return
    const found = visits.find(visit => visit.studentId === of.studentId && visit.state !== 'waiting')
    if (!found) return
    kept.value = found
    form.setValues(found.notes)
    restoredAt.value = found.keptAt
    void autosave.resume(true)
  })
  watch(
    allowed,
    choices => {
      const [first] = choices
      if (first && !choices.includes(form.values.mode)) form.setFieldValue('mode', first)
    },
    { immediate: true },
  )

  async function forget() {
    if (kept.value) await outbox.drop(kept.value.id)
    kept.value = undefined
  }

  async function clear() {
    await forget()
    restoredAt.value = undefined
    form.resetForm({ values: blank() })
    void autosave.resume(true)
  }

  async function save(): Promise<Outcome> {
    tried.value = true
    const of = visited.value
    const { valid } = await form.validate()
    blockers.value = visitBlockers(notes(), allowed.value, today)
    if (!of || !valid || blockers.value.length > 0 || pending.value) return 'invalid'
    pending.value = true
    error.value = undefined
    try {
      // What is half written must not arrive on the disk after what is finished.
      await autosave.flush()
      const finished: KeptVisit = { ...entry(of), state: 'waiting' }
      return (await outbox.keep(finished)) ? await deliver(finished) : await sendDirectly(finished)
    } finally {
      pending.value = false
    }
  }

  async function deliver(finished: KeptVisit): Promise<Outcome> {
    kept.value = finished
    const outcome = await outbox.send(finished)
    void autosave.resume(true)
    if (outcome === 'sent') return 'saved'
    if (outcome === 'away') return 'kept'
    error.value = new ProblemError(outcome, recordVisit.path)
    await outbox.keep({ ...finished, state: 'refused', problem: outcome })
    return 'failed'
  }

  /** Without a place to keep it: as ever, the form keeps what was typed until the server has it. */
  async function sendDirectly({
    id,
    key,
    studentId,
    applicationId,
    notes: body,
  }: KeptVisit): Promise<Outcome> {
    try {
      const input = { ...VisitNotes.parse(body), id, applicationId }
      await api.call(recordVisit, { params: { id: studentId }, body: input, idempotencyKey: key })
    } catch (reason) {
      if (!(reason instanceof ProblemError)) throw reason
      error.value = reason
      return 'failed'
    }
    void autosave.resume(true)
    return 'saved'
  }

  return {
    form,
    today,
    allowed,
    tried,
    blockers,
    pending,
    error,
    restoredAt,
    autosave,
    clear,
    save,
    /** Typed here, and neither on the device nor on the server. */
    isLost: () => isWritten() && autosave.isDirty(),
  }
}
