import { usePortal } from '../services.ts'
import { signOut } from '../stubIssuer.ts'
import { useText } from '../useText.ts'

/** Signs out, unless something unsaved keeps the person here; ends on the sign-in page. */
export function useSignOut(): () => Promise<void> {
  const { session, home, navigation, notices } = usePortal()
  const text = useText()
  return async () => {
    if (!(await navigation.push(home))) return
    try {
      await signOut()
      session.signedOut()
    } catch {
      notices.add({ kind: 'error', text: text.value.unreachable })
    }
  }
}
