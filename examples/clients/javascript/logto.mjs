// Lists the organizations of an application, and the applications of each, with Logto's own client.
//
// usage: node logto.mjs APPLICATION
// environment: ASSIGNMENT_URL, MUSTER_TOKEN

import { createApiClient } from '@logto/api/management'

const [id] = process.argv.slice(2)
if (!id) {
  console.error('usage: node logto.mjs APPLICATION')
  process.exit(2)
}
const client = createApiClient({
  baseUrl: process.env.ASSIGNMENT_URL ?? 'http://localhost:8082',
  getToken: async () => process.env.MUSTER_TOKEN
})

async function get (path, params) {
  const { data, error, response } = await client.GET(path, { params })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(error)}`)
  return data
}

for (const organization of await get('/api/applications/{id}/organizations', { path: { id }, query: { page: 1, page_size: 100 } })) {
  const one = await get('/api/organizations/{id}', { path: { id: organization.id } })
  const applications = await get('/api/organizations/{id}/applications', { path: { id: organization.id } })
  console.log(JSON.stringify({
    id: one.id,
    name: one.name,
    color: one.color,
    customCss: one.customCss,
    roles: organization.organizationRoles,
    applications: applications.map(application => application.id)
  }))
}
