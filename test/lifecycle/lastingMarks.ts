export interface Mark {
  readonly kind: 'attribute' | 'stored key' | 'lock'
  readonly what: string
  readonly by: readonly string[]
}

/**
 * Runs in the page: what a module may have written on things that are not its own. Attributes of the document's
 * elements and of the portal's (a dialog makes the rest of the page inert and keeps it from scrolling), entries of
 * the storages, and locks.
 */
export async function lastingMarks(): Promise<Mark[]> {
  const portal = [...document.body.children].filter(element => !element.hasAttribute('data-mf'))
  const attributes = [document.documentElement, document.head, document.body, ...portal].flatMap(element =>
    [...element.attributes].map(({ name, value }) => `${element.localName}[${name}="${value}"]`),
  )
  const stored = [localStorage, sessionStorage].flatMap(storage =>
    Object.entries(storage).map(([key, value]) => `${key} = ${String(value)}`),
  )
  const { held = [], pending = [] } = await navigator.locks.query()
  return [
    ...attributes.map((what): Mark => ({ kind: 'attribute', what, by: [] })),
    ...stored.map((what): Mark => ({ kind: 'stored key', what, by: [] })),
    ...[...held, ...pending].map(({ name = '' }): Mark => ({ kind: 'lock', what: name, by: [] })),
  ]
}
