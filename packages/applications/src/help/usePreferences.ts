import { savePreferences, type Preferences } from '@sunshine-aid/api-contract'
import { useApi, useMutation } from '@sunshine-aid/module-kit'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

/**
 * What the account prefers, and which help is open. It outlives a page, not the module; kept on the server, since
 * staff share computers.
 */
export const usePreferenceStore = defineStore('applications/preferences', () => {
  const kept = shallowRef<Preferences>()
  const dialog = ref<'tour' | 'keys'>()
  return { kept, dialog }
})

/** Keeps a change at once, and on the server. */
export function usePreferences() {
  const api = useApi()
  const store = usePreferenceStore()
  const { run } = useMutation((body: Preferences, { signal }) => api.call(savePreferences, { body, signal }))
  async function keep(changes: Partial<Preferences>) {
    store.kept = { tourSeen: false, shortcuts: true, ...store.kept, ...changes }
    await run(store.kept)
  }
  return { store, keep }
}
