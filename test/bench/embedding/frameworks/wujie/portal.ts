import type { LoadModule } from '@sunshine-aid/shell-kit'
import { startApp } from 'wujie'
import { embedded } from '../embedded.ts'

/** The mode with one instance that is mounted and unmounted; taking its element away unmounts it. */
export const load: LoadModule = ({ manifest: { id } }) =>
  Promise.resolve(
    embedded(async (el, host) => {
      await startApp({ name: id, url: `${location.origin}/apps/${id}/`, el, props: { host } })
      return () => {
        el.replaceChildren()
        return Promise.resolve()
      }
    }),
  )
