/* global document, fetch, window */
'use strict'

// A portal without a bundler: plain functions in, modules out. Everything else comes from the script tag.

async function start() {
  await post('/stub/sign-in', { account: 'taicang-officer-1' }) // your portal has a session already
  const me = await readMe()
  const sunshineAid = await window.sunshineAid.ready
  const shell = sunshineAid.start({
    outlet: document.getElementById('modules'),
    getToken,
    user: { id: me.accountId, name: me.name, org: me.assignments[0].orgName },
    permissions: me.permissions,
    apiBaseUrl: '/api/v1',
    onNotice: notice => (document.getElementById('notices').textContent = notice.text),
    onTitle: title => (document.title = title + ' · 门户'),
  })
  for (const group of shell.menu()) for (const entry of group.links) addLink(entry)
}

function addLink({ href, label }) {
  const link = document.createElement('a')
  link.href = href
  link.textContent = label['zh-CN']
  document.getElementById('menu').append(link)
}

async function readMe() {
  const reply = await fetch('/api/v1/me', { headers: { authorization: 'Bearer ' + (await getToken()) } })
  return reply.json()
}

/** Kept until shortly before its end; your portal has something of the kind. */
let held = { token: '', until: 0 }

async function getToken(options) {
  if (held.until > Date.now() && !(options && options.force)) return held.token
  const { accessToken, expiresIn } = await post('/stub/token', {})
  held = { token: accessToken, until: Date.now() + (expiresIn - 20) * 1000 }
  return held.token
}

async function post(url, body) {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return reply.json()
}

void start()
