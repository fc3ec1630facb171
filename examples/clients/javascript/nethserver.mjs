// Lists, filters, edits and assigns applications as the web frontend of the first contract's product does.
//
// usage: node nethserver.mjs SYSTEM ORGANIZATION
// environment: ASSIGNMENT_URL, MUSTER_TOKEN

const [system, organization] = process.argv.slice(2)
if (!organization) {
  console.error('usage: node nethserver.mjs SYSTEM ORGANIZATION')
  process.exit(2)
}
const url = `${process.env.ASSIGNMENT_URL ?? 'http://localhost:8082'}/api`

async function call (method, path, body) {
  const response = await fetch(`${url}/${path}`, {
    method,
    headers: { Authorization: `Bearer ${process.env.MUSTER_TOKEN}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body)
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return JSON.parse(text).data
}

/** A page of the list; each of the filters is a list of values, of which one has to match. */
function list (filters, sortBy = 'display_name', descending = false) {
  const query = new URLSearchParams({
    page: 1, page_size: 50, sort_by: sortBy, sort_direction: descending ? 'desc' : 'asc'
  })
  for (const [name, values] of Object.entries(filters)) {
    for (const value of values) query.append(name, value)
  }
  return call('GET', `applications?${query}`)
}

const filters = await call('GET', 'filters/applications')
const { applications, pagination } = await list({
  type: filters.types.map(type => type.instance_of),
  version: filters.versions.flatMap(type => type.versions),
  system_id: [system],
  organization_id: [organization, 'no_org'],
  include_hierarchy: [true]
}, 'system_name')

const shown = await call('GET', `applications/${applications[0].id}`)
const edited = await call('PUT', `applications/${shown.id}`, { ...shown, notes: 'edited by nethserver.mjs' })
const assigned = await call('PATCH', `applications/${shown.id}/assign`, { organization_id: organization })
const mine = await list({ status: ['assigned'], system_id: [system], organization_id: [organization] }, 'organization_name', true)
const totals = await call('GET', 'applications/totals')
const systems = await call('GET', 'systems/totals')
const summary = await call('GET', `applications/summary?${new URLSearchParams({
  system_id: system, page: 1, page_size: 10, sort_by: 'count', sort_direction: 'desc'
})}`)

console.log(JSON.stringify({
  listed: pagination.total_count,
  notes: edited.notes,
  display_name: edited.display_name,
  organization: assigned.organization.logto_id,
  assigned: mine.applications.map(application => application.id),
  counted: totals.by_status.assigned + totals.by_status.unassigned === totals.total,
  systems: systems.total > 0,
  types: summary.by_type
}))
