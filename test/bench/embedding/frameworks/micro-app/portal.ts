import microApp from '@micro-zoe/micro-app'
import type { LoadModule } from '@sunshine-aid/shell-kit'
import { embedded } from '../embedded.ts'

// What Vite builds runs in an iframe, which begins with an empty page; the portal's address is the application's own.
microApp.start({ iframe: true, iframeSrc: '/apps/', 'router-mode': 'native' })

export const load: LoadModule = ({ manifest: { id } }) =>
  Promise.resolve(
    embedded(async (el, host) => {
      const element = document.createElement('micro-app')
      element.setAttribute('name', id)
      element.setAttribute('url', `${location.origin}/apps/${id}/`)
      microApp.setData(id, { host })
      const mounted = new Promise((resolve, reject) => {
        element.addEventListener('mounted', resolve, { once: true })
        element.addEventListener('error', () => reject(new Error(`${id} was not mounted`)), { once: true })
      })
      el.append(element)
      await mounted
      return () => {
        element.remove()
        return Promise.resolve()
      }
    }),
  )
