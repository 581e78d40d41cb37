import { endpoint } from '@sunshine-aid/api-contract'
import { internal, record, z } from '@sunshine-aid/domain'

const Item = record({ id: internal(z.string()), count: internal(z.int()) })
const access = { permission: 'signedIn', audit: 'none' } as const
const shared = { tag: 'sample', summary: 'A sample', access, problems: [] } as const

export const getItem = endpoint({
  ...shared,
  method: 'GET',
  path: '/items/:id',
  id: 'getItem',
  params: record({ id: internal(z.string()) }),
  query: record({ tags: internal(z.array(z.string()).optional()), from: internal(z.int().optional()) }),
  reply: Item,
})

export const addItem = endpoint({
  ...shared,
  method: 'POST',
  path: '/items',
  id: 'addItem',
  body: record({ count: internal(z.int()) }),
  reply: Item,
})

export const changeItem = endpoint({
  ...shared,
  method: 'PUT',
  path: '/items/:id',
  id: 'changeItem',
  params: record({ id: internal(z.string()) }),
  body: record({ count: internal(z.int()) }),
  ifMatch: true,
  reply: Item,
})

export const removeItem = endpoint({
  ...shared,
  method: 'DELETE',
  path: '/items/:id',
  id: 'removeItem',
  params: record({ id: internal(z.string()) }),
  reply: null,
})

export const sendFile = endpoint({
  ...shared,
  method: 'POST',
  path: '/files',
  id: 'sendFile',
  upload: { mediaTypes: ['text/csv'], maxBytes: 1000 },
  reply: Item,
})

export const fetchFile = endpoint({
  ...shared,
  method: 'GET',
  path: '/file',
  id: 'fetchFile',
  reply: null,
  download: { mediaType: 'text/csv', fileName: 'list.csv' },
})
