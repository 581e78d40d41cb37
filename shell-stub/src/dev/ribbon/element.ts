/** An element with its attributes and children; texts are never read as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

export function button(act: () => void, className = ''): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className })
  made.addEventListener('click', act)
  return made
}
