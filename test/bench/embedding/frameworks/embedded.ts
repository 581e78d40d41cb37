import type { HostV1, ModuleEntry } from '@sunshine-aid/host-contract'

/** A module that some framework puts into `el`; the result of `embed` takes it out again. */
export function embedded(
  embed: (el: HTMLElement, host: HostV1) => Promise<() => Promise<unknown>>,
): ModuleEntry {
  const nothing = () => Promise.resolve()
  return {
    async mount(el, host) {
      const leave = await embed(el, host)
      return {
        update: nothing,
        suspend: nothing,
        resume: nothing,
        async unmount() {
          await leave()
        },
      }
    },
    singleSpa: { bootstrap: nothing, mount: nothing, unmount: nothing, update: nothing },
  }
}
