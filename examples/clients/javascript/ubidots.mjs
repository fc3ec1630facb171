// Finds an organization by its label, changes its properties and its name, and reads it again, with Ubidots' own client.
//
// usage: node ubidots.mjs LABEL
// environment: ASSIGNMENT_URL, MUSTER_TOKEN

import { Ubidots } from '@ubidots/ubidots-javascript-library'

const [label] = process.argv.slice(2)
if (!label) {
  console.error('usage: node ubidots.mjs LABEL')
  process.exit(2)
}
Ubidots.setBaseUrl(`${process.env.ASSIGNMENT_URL ?? 'http://localhost:8082'}/api`)
Ubidots.authenticate(process.env.MUSTER_TOKEN)

const found = [
  await Ubidots.organizations.where('label').iexact(label.toUpperCase()).get(),
  await Ubidots.organizations.where('label').in(`${label},nobody`).get(),
  await Ubidots.organizations.where('label').endsWith(label).get(),
  await Ubidots.organizations.where('label').isNull().get(),
  await Ubidots.organizations.addRawParams({ search: label, fields: 'id,label' }).get()
]
console.log('found', found.map(organizations => organizations.length).join(' '))

const organization = await Ubidots.organizations.where('label').exact(label).first()
organization.properties = { ...organization.properties, saved: true }
// The client returns the answer of an error instead of throwing it.
const saved = await organization.save()
if (saved !== organization) throw new Error(JSON.stringify(saved))
await organization.update({ name: `${organization.name} (saved)` })
await organization.refresh()
console.log('saved', JSON.stringify({ name: organization.name, properties: organization.properties }))

const page = await Ubidots.organizations.paginate(1, 1)
console.log('pages', page.meta.count)
