import { ref } from 'vue'
import { usePortal } from '../services.ts'
import { signIn as signInAtIssuer } from '../stubIssuer.ts'
import { useText } from '../useText.ts'

/** Signs in at the issuer and tells the session; one at a time. */
export function useSignIn() {
  const { session, notices } = usePortal()
  const text = useText()
  const pending = ref(false)

  async function signIn(subject: string) {
    if (pending.value) return
    pending.value = true
    try {
      await signInAtIssuer(subject)
      session.signedIn(subject)
    } catch {
      notices.add({ kind: 'error', text: text.value.signInFailed })
    } finally {
      pending.value = false
    }
  }

  return { signIn, pending }
}
