import { ProblemError, saveDraft } from '@sunshine-aid/api-contract'
import { ApplicationContent, mergeContent, type Application, type ContentField } from '@sunshine-aid/domain'
import { useApi } from '@sunshine-aid/module-kit'
import { computed, ref, shallowRef } from 'vue'
import { useAutosave } from './useAutosave.ts'

/**
 * Longer than this nobody's typing waits for an answer; the next attempt finds out what became of it. Long enough for
 * somebody whose session has ended to sign in, for which the request waits as well.
 */
const ANSWER_MS = 60_000
/** Two windows that are typed into at the same time overtake each other once or twice, not more often. */
const MAX_OVERTAKEN = 5

/**
 * A draft in this window: saved as it is typed, and put together, field by field, with whatever other windows have
 * saved meanwhile (promise G14). Where both changed the same field, both values stand side by side until a person
 * chooses; everything else goes on being saved, so that nothing that was typed waits for the choice but that field.
 */
export function useDraft(id: () => string) {
  const api = useApi()
  const content = ref<ApplicationContent>()
  /** Fields that both changed, with the other window's value. */
  const conflicts = shallowRef<Partial<ApplicationContent>>({})
  /** Fields that came from elsewhere since the page was opened. */
  const joined = shallowRef<readonly ContentField[]>([])
  const version = ref(0)
  let base: ApplicationContent | undefined
  /** Sent, and never answered: the server may hold them. */
  let unanswered: ApplicationContent[] = []

  /** What may be stored: of a field in conflict, what is stored already. */
  const toStore = () => content.value && { ...content.value, ...conflicts.value }

  async function save(
    value: ApplicationContent | undefined,
    last: boolean,
  ): Promise<ApplicationContent | undefined> {
    let body = value
    for (let overtaken = 0; body; overtaken += 1) {
      try {
        await send(body, last)
        return body
      } catch (error) {
        const current = overtaken < MAX_OVERTAKEN ? currentOf(error) : undefined
        if (!current) throw error
        join(current)
        body = toStore()
        if (body && base && isSame(body, base)) return body
      }
    }
    return body
  }

  async function send(body: ApplicationContent, keepalive: boolean): Promise<void> {
    const signal = AbortSignal.timeout(ANSWER_MS)
    try {
      const input = { params: { id: id() }, body, ifMatch: version.value }
      const saved = await api.call(saveDraft, { ...input, signal, keepalive })
      version.value = saved.version
      base = contentOf(saved)
      unanswered = []
    } catch (error) {
      if (!currentOf(error)) unanswered = [...unanswered, body].slice(-MAX_UNANSWERED)
      throw error
    }
  }

  /** Puts what is on the server now together with what is typed here. */
  function join(current: Application): void {
    const theirs = contentOf(current)
    const mine = content.value
    if (mine && base) {
      const merged = mergeContent(sentHere(base, unanswered, theirs), mine, theirs)
      const open = FIELDS.filter(field => field in conflicts.value || merged.conflicts.includes(field))
      const apart = open.filter(field => !isSame(theirs[field], merged.content[field]))
      joined.value = fieldsThatDiffer(mine, merged.content)
      conflicts.value = picked(theirs, apart)
      content.value = merged.content
    } else content.value = theirs
    version.value = current.version
    base = theirs
    unanswered = []
  }

  const autosave = useAutosave({ value: toStore, save })

  /** The draft as the server gave it: the first time, or again when the reader comes back to it. */
  function take(current: Application): void {
    if (current.version === version.value) return
    const isFirst = content.value === undefined
    join(current)
    if (isFirst || (base && isSame(toStore() ?? base, base))) void autosave.resume(true)
  }

  function resolve(field: ContentField, value: ApplicationContent[ContentField]): void {
    if (!content.value) return
    const { [field]: _, ...others } = conflicts.value
    content.value = { ...content.value, [field]: value }
    conflicts.value = others
  }

  return {
    content,
    version,
    conflicts,
    joined,
    autosave,
    take,
    resolve,
    hasConflicts: computed(() => Object.keys(conflicts.value).length > 0),
    dismissJoined: () => (joined.value = []),
  }
}

const MAX_UNANSWERED = 10

/** The fields that an applicant writes, out of the whole case file. */
export function contentOf(application: Application): ApplicationContent {
  return ApplicationContent.parse(
    Object.fromEntries(
      Object.keys(ApplicationContent.shape).map(key => [key, application[key as keyof Application]]),
    ),
  )
}

function currentOf(error: unknown): Application | undefined {
  return error instanceof ProblemError && error.code === 'stale_version' && error.current
    ? (error.current as Application)
    : undefined
}

/** A field that stands on the server as this window once sent it is no edit of somebody else's. */
function sentHere(
  base: ApplicationContent,
  sent: readonly ApplicationContent[],
  theirs: ApplicationContent,
): ApplicationContent {
  const own = FIELDS.filter(field => sent.some(body => isSame(body[field], theirs[field])))
  return { ...base, ...picked(theirs, own) }
}

function picked(content: ApplicationContent, fields: readonly ContentField[]): Partial<ApplicationContent> {
  return Object.fromEntries(fields.map(field => [field, content[field]]))
}

const FIELDS = Object.keys(ApplicationContent.shape) as ContentField[]
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const fieldsThatDiffer = (a: ApplicationContent, b: ApplicationContent) =>
  FIELDS.filter(field => !isSame(a[field], b[field]))
