import type { LoadModule } from '@sunshine-aid/shell-kit'
import { loadMicroApp } from 'qiankun'
import { embedded } from '../embedded.ts'

/** As the documentation has it for applications that the portal itself shows and hides. */
export const load: LoadModule = ({ manifest: { id } }) =>
  Promise.resolve(
    embedded(async (container, host) => {
      const app = loadMicroApp({ name: id, entry: `/apps/${id}/`, container, props: { host } })
      await app.mountPromise
      return () => app.unmount()
    }),
  )
