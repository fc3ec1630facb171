// Prints the events of a topic from the beginning to its present end, one JSON object a line.
//
// usage: node read.mjs TOPIC
// environment: KAFKA_BOOTSTRAP_SERVERS

import { randomUUID } from 'node:crypto'
import kafkajs from 'kafkajs'
import { allReleased, decode } from './wire.mjs'

const [topic] = process.argv.slice(2)
if (!topic) {
  console.error('usage: node read.mjs TOPIC')
  process.exit(2)
}
const kafka = new kafkajs.Kafka({
  brokers: (process.env.KAFKA_BOOTSTRAP_SERVERS ?? 'localhost:9092').split(','),
  logLevel: kafkajs.logLevel.ERROR
})
const types = allReleased()
const admin = kafka.admin()
await admin.connect()
const offsets = await admin.fetchTopicOffsets(topic)
await admin.disconnect()
const waiting = new Map(offsets.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, BigInt(high)]))
const consumer = kafka.consumer({ groupId: `read-${randomUUID()}` })
await consumer.connect()
await consumer.subscribe({ topic, fromBeginning: true })
await new Promise((resolve, reject) => {
  if (waiting.size === 0) resolve()
  consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      for (const message of batch.messages) {
        const decoded = message.value === null ? { record: null, value: null } : decode(types, message.value)
        console.log(JSON.stringify({ key: message.key.toString(), ...decoded }))
      }
      if (BigInt(batch.lastOffset()) + 1n >= (waiting.get(batch.partition) ?? 0n)) waiting.delete(batch.partition)
      if (waiting.size === 0) resolve()
    }
  }).catch(reject)
})
await consumer.disconnect()
