/**
 * Takes the place of single-spa in the plain page: the portal's own code shows the module whose address it is, and
 * takes it away before the next one, as a router with lazy routes would.
 */
interface App {
  readonly app: () => Promise<Lifecycles>
  readonly activeWhen: (location: Location) => boolean
}

interface Lifecycles {
  readonly mount: () => Promise<unknown>
  readonly unmount: () => Promise<unknown>
}

const apps: App[] = []
let shown: App | undefined
let change: Promise<void> = Promise.resolve()

export function registerApplication(app: App): void {
  apps.push(app)
}

export function triggerAppChange(): Promise<void> {
  return route()
}

/** Not by replacing `history.pushState`: frameworks replace it themselves, and would not call ours. */
export function start(): void {
  navigation.addEventListener('currententrychange', () => void route())
  void route()
}

function route(): Promise<void> {
  // By this event the portal's navigation learns where it is.
  window.dispatchEvent(new CustomEvent('single-spa:before-routing-event'))
  change = change.then(show)
  return change
}

async function show(): Promise<void> {
  const next = apps.find(({ activeWhen }) => activeWhen(location))
  if (next === shown) return
  await (await shown?.app())?.unmount()
  shown = next
  await (await next?.app())?.mount()
}
