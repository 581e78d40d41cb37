import type { OverrideStatus } from '../override/overrideState.ts'
import { button, element } from './element.ts'
import { keepClear } from './keepClear.ts'
import { STYLES } from './styles.ts'
import { filled, wordsFor, type Words } from './words.ts'

// Says in every page that a module does not come from where the address says, and asks before real data is changed.

const texts = { what: element('span', { class: 'what' }), shell: element('span'), until: element('span') }
const notice = element('span', { role: 'status' })
const endButton = button(() => void send('end'))
const reloadButton = button(() => location.reload())
const bar = element(
  'div',
  { class: 'bar', role: 'region' },
  element('div', { class: 'text' }, texts.what, texts.shell, texts.until, notice),
  endButton,
  reloadButton,
)

const title = element('h2', { id: 'title' })
const question = element('p', { id: 'question' })
const writes = element('ul')
const allowButton = button(() => void send('allow-writes'), 'first')
const refuseButton = button(() => void send('refuse-writes'))
const dialog = element(
  'dialog',
  { role: 'alertdialog', 'aria-labelledby': 'title', 'aria-describedby': 'question' },
  title,
  question,
  writes,
  element('div', { class: 'answers' }, refuseButton, allowButton),
)
dialog.addEventListener('cancel', () => void send('refuse-writes'))

let status: OverrideStatus | undefined
let isConnected = true

function show(): void {
  if (!status) return
  const words = wordsFor(document.documentElement.lang)
  const { module, shell, isActive } = status
  texts.what.textContent = filled(words.what, { module })
  texts.shell.textContent = filled(words.shell, { shell })
  texts.until.textContent = filled(words.until, { time: timeOf(status.expiresAt) })
  bar.setAttribute('aria-label', words.label)
  endButton.textContent = words.end
  reloadButton.textContent = words.reload
  const isRunning = isActive && isConnected
  for (const text of Object.values(texts)) text.hidden = !isRunning
  notice.textContent = isRunning ? '' : isActive ? words.stopped : words.ended
  endButton.hidden = !isRunning
  reloadButton.hidden = isRunning
  showQuestion(status, words)
}

function showQuestion({ shell, held }: OverrideStatus, words: Words): void {
  title.textContent = words.writeTitle
  question.textContent = filled(words.writeText, { shell })
  allowButton.textContent = words.allow
  refuseButton.textContent = words.refuse
  writes.replaceChildren(...held.map(({ method, path }) => element('li', {}, new Text(`${method} ${path}`))))
  if (held.length === 0) dialog.close()
  else if (!dialog.open) {
    dialog.showModal()
    refuseButton.focus()
  }
}

function timeOf(moment: number): string {
  const format = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(document.documentElement.lang || 'en', format).format(moment)
}

async function send(command: 'end' | 'allow-writes' | 'refuse-writes'): Promise<void> {
  await fetch(`/@dev/${command}`, { method: 'POST', headers: { 'x-dev-override': 'ribbon' } })
}

function place(): void {
  // Beside the body: what a module or a dialog does to the children of the body does not reach it.
  const host = element('div', { id: 'dev-override' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLES)
  const shadow = host.attachShadow({ mode: 'open' })
  shadow.adoptedStyleSheets = [sheet]
  shadow.append(bar, dialog)
  // A dialog of the page would otherwise take a press here for a press outside of it, and close.
  for (const type of ['pointerdown', 'mousedown', 'touchstart', 'click', 'focusin', 'focusout', 'keydown'])
    host.addEventListener(type, event => event.stopPropagation())
  document.documentElement.append(host)
  keepClear(host, bar)
}

place()
new MutationObserver(show).observe(document.documentElement, { attributeFilter: ['lang'] })
const events = new EventSource('/@dev/events')
events.addEventListener('message', ({ data }: MessageEvent<string>) => {
  status = JSON.parse(data) as OverrideStatus
  isConnected = true
  show()
})
events.addEventListener('error', () => {
  isConnected = false
  show()
})
