// Muster's wire format: C3 01, the schema's fingerprint, and the record in Avro's binary encoding.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import avro from 'avsc'
import kafkajs from 'kafkajs'
import lz4 from 'lz4js'

const RELEASED = join(
  dirname(fileURLToPath(import.meta.url)), '../../../schemas/src/main/resources/dev/muster/schemas/released')
const MARKER = Buffer.from([0xc3, 0x01])

// kafkajs has no codec for lz4, with which Muster compresses events (MUSTER_EVENTS_COMPRESSION).
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.LZ4] = () => ({
  compress: async encoder => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async buffer => Buffer.from(lz4.decompress(buffer))
})

// A long beyond 2^53 as BigInt; avsc throws for it otherwise.
const long = avro.types.LongType.__with({
  fromBuffer: buffer => toNumber(buffer.readBigInt64LE()),
  toBuffer: value => { const out = Buffer.alloc(8); out.writeBigInt64LE(BigInt(value)); return out },
  fromJSON: Number,
  toJSON: Number,
  isValid: value => typeof value === 'bigint' || Number.isInteger(value),
  compare: (one, other) => (one < other ? -1 : one > other ? 1 : 0)
})

function toNumber (value) {
  const number = Number(value)
  return BigInt(number) === value ? number : value
}

function parse (file) {
  return avro.Type.forSchema(JSON.parse(readFileSync(file, 'utf8')), { registry: { long }, wrapUnions: true })
}

/** A released version of a record, such as ('AssignmentCommand', 1). Values of unions are { 'full.name': value }. */
export function released (record, version) {
  return parse(join(RELEASED, record, `${version}.avsc`))
}

/** Every released version, by its header in hexadecimal. */
export function allReleased () {
  const types = new Map()
  for (const record of readdirSync(RELEASED)) {
    for (const file of readdirSync(join(RELEASED, record))) {
      const type = parse(join(RELEASED, record, file))
      types.set(header(type).toString('hex'), type)
    }
  }
  return types
}

export function encode (type, record) {
  return Buffer.concat([header(type), type.toBuffer(record)])
}

/** The record's full name and content; types are those of allReleased(). */
export function decode (types, value) {
  const type = types.get(value.subarray(0, 10).toString('hex'))
  return { record: type.name, value: type.fromBuffer(value.subarray(10)) }
}

function header (type) {
  return Buffer.concat([MARKER, crc64(Buffer.from(JSON.stringify(type.schema())))])
}

// CRC-64-AVRO of the parsing canonical form, least significant byte first.
function crc64 (bytes) {
  const empty = 0xc15d213aa4d7a795n
  let crc = empty
  for (const byte of bytes) {
    let entry = (crc ^ BigInt(byte)) & 0xffn
    for (let bit = 0; bit < 8; bit++) {
      entry = (entry >> 1n) ^ (empty & -(entry & 1n))
    }
    crc = (crc >> 8n) ^ entry
  }
  const out = Buffer.alloc(8)
  out.writeBigUInt64LE(BigInt.asUintN(64, crc))
  return out
}
