// Assigns an application to an organization, and waits for the outcome.
//
// usage: node assign.mjs APPLICATION ORGANIZATION
// environment: KAFKA_BOOTSTRAP_SERVERS, MUSTER_TOKEN (where tokens are required)

import { randomUUID } from 'node:crypto'
import kafkajs from 'kafkajs'
import { allReleased, decode, encode, released } from './wire.mjs'

const COMMANDS = 'assignment.commands'
const OUTCOMES = 'assignment.outcomes'
const TIMEOUT_MS = 30_000

const [application, organization] = process.argv.slice(2)
if (!organization) {
  console.error('usage: node assign.mjs APPLICATION ORGANIZATION')
  process.exit(2)
}
const kafka = new kafkajs.Kafka({
  brokers: (process.env.KAFKA_BOOTSTRAP_SERVERS ?? 'localhost:9092').split(','),
  logLevel: kafkajs.logLevel.ERROR
})
const commandId = randomUUID()
const command = {
  command_id: commandId, // UUIDs in lower case
  issued_at: Date.now() * 1000, // microseconds since 1970, UTC
  issued_by: 'assign.mjs',
  application_id: application,
  expected_revision: null,
  when_unknown: 'REJECT',
  expires_at: null,
  action: { 'dev.muster.assignment.AssignOrganization': { organization_id: organization } }
}

const consumer = kafka.consumer({ groupId: `assign-${commandId}` })
// The default partitioner of kafkajs 2 is Java's. Its LegacyPartitioner is not: commands of one application may be reordered.
const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner, idempotent: true })
try {
  const types = allReleased()
  await consumer.connect()
  await consumer.subscribe({ topic: OUTCOMES, fromBeginning: false })
  const outcome = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`no outcome within ${TIMEOUT_MS} ms: look into ${COMMANDS}.dead-letters`)), TIMEOUT_MS)
      .unref()
    consumer.run({
      autoCommit: false,
      eachMessage: async ({ message }) => {
        const { value } = decode(types, message.value)
        if (value.command_id === commandId) resolve(value)
      }
    }).catch(reject)
  })
  await new Promise(resolve => consumer.on(consumer.events.GROUP_JOIN, resolve))
  await producer.connect()
  const token = process.env.MUSTER_TOKEN
  await producer.send({
    topic: COMMANDS,
    compression: kafkajs.CompressionTypes.GZIP,
    messages: [{
      key: application,
      value: encode(released('AssignmentCommand', 1), command),
      headers: token ? { authorization: `Bearer ${token}` } : {}
    }]
  })
  const { status, reason, revision } = await outcome
  console.log(JSON.stringify({ status, reason: unwrap(reason), revision: unwrap(revision) }))
} finally {
  await producer.disconnect()
  await consumer.disconnect()
}

function unwrap (value) {
  return value === null || typeof value !== 'object' ? value : Object.values(value)[0]
}
