import {
  createNavigation,
  createSession,
  createSignal,
  followLinks,
  moduleAt,
  portalMenu,
  registerModules,
  releaseInPage,
  type Account,
  type ModuleSlot,
} from '@sunshine-aid/shell-kit'

// A whole shell on single-spa 6. The import map and the release stand in the page; shell-kit does the rest.

const ACCOUNT = 'taicang-officer-1' // whom the stub issuer signs in; your portal has a sign-in page
const outlet = element('modules')
const release = releaseInPage()
const navigation = createNavigation()
const session = createSession({ fetchToken, readAccount })

const { modules, slots } = registerModules({
  release,
  outlet,
  services: {
    session,
    navigation,
    locale: createSignal('zh-CN'),
    theme: createSignal('light'),
    modules: release.modules,
    apiBaseUrl: '/api/v1',
    setTitle: title => (document.title = `${title} · 门户`),
    announce: text => (element('announcement').textContent = text),
    notify: ({ text }) => (element('notices').textContent = text),
    record: () => undefined, // your monitoring: codes and route patterns, never names
  },
})

followLinks(navigation, path => path === '/' || moduleAt(modules.get(), path) !== undefined)
session.account.subscribe(account => account && fillMenu())
session.state.subscribe(state => {
  if (state === 'signed-out') void signIn()
})
navigation.path.subscribe(showHome)
for (const slot of slots.values()) showFailures(slot)
showHome(location.pathname)
session.start()

function showHome(path: string): void {
  element('home').hidden = path !== '/'
}

function fillMenu(): void {
  const links = portalMenu(modules.get(), session.auth.can).flatMap(group => group.links)
  element('menu').replaceChildren(
    ...links.map(({ href, label }) => {
      const link = document.createElement('a')
      link.href = href
      link.textContent = label['zh-CN']
      return link
    }),
  )
}

/** A module that cannot be opened leaves the others alone; here it says so and can be tried again. */
function showFailures(slot: ModuleSlot): void {
  const button = document.createElement('button')
  button.textContent = '这个模块暂时打不开，再试一次'
  button.addEventListener('click', () => void slot.open())
  slot.state.subscribe(({ is }) => (is === 'failed' ? outlet.append(button) : button.remove()))
}

/** `undefined` while nobody is signed in. */
async function fetchToken() {
  const text = await post('/stub/token')
  return text === ''
    ? undefined
    : (JSON.parse(text) as { accessToken: string; subject: string; expiresIn: number })
}

async function signIn(): Promise<void> {
  await post('/stub/sign-in', { account: ACCOUNT })
  session.signedIn(ACCOUNT)
}

async function readAccount(getToken: () => Promise<string>): Promise<Account> {
  const reply = await fetch('/api/v1/me', { headers: { authorization: `Bearer ${await getToken()}` } })
  const me = (await reply.json()) as { accountId: string; name: string; permissions: string[] }
  return { user: { id: me.accountId, name: me.name, org: '' }, permissions: me.permissions }
}

async function post(url: string, body: object = {}): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!reply.ok) throw new Error(`${url} answered with status ${reply.status}.`)
  return reply.text()
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no element "${id}".`)
  return found
}
