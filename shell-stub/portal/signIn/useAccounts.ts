import { onScopeDispose, ref, shallowRef } from 'vue'
import { listAccounts, type DemoAccount } from '../stubIssuer.ts'

/** Whom the stub lets in; asked anew each time the sign-in page opens. */
export function useAccounts() {
  const accounts = shallowRef<readonly DemoAccount[]>()
  const failed = ref(false)
  const controller = new AbortController()
  onScopeDispose(() => controller.abort())

  async function reload() {
    failed.value = false
    try {
      accounts.value = await listAccounts(controller.signal)
    } catch {
      failed.value = !controller.signal.aborted
    }
  }

  void reload()
  return { accounts, failed, reload }
}
