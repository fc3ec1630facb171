#!/usr/bin/env python3
"""Prints the events of a topic from the beginning to its present end, one JSON object a line.

usage: read.py TOPIC
environment: KAFKA_BOOTSTRAP_SERVERS
"""

import os
import sys
import uuid

import confluent_kafka

import wire

TIMEOUT_S = 30


def main(topic):
    consumer = confluent_kafka.Consumer(
        {
            "bootstrap.servers": os.environ.get("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
            "group.id": f"read-{uuid.uuid4()}",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
        }
    )
    partitions = consumer.list_topics(topic, timeout=TIMEOUT_S).topics[topic].partitions
    consumer.assign([confluent_kafka.TopicPartition(topic, partition, confluent_kafka.OFFSET_BEGINNING) for partition in partitions])
    schemas = wire.all_released()
    ended = set()
    while len(ended) < len(partitions):
        message = consumer.poll(TIMEOUT_S)
        if message is None:
            sys.exit(f"nothing from the broker within {TIMEOUT_S} s")
        if message.error():
            if message.error().code() == confluent_kafka.KafkaError._PARTITION_EOF:
                ended.add(message.partition())
                continue
            sys.exit(str(message.error()))
        record = {"key": message.key().decode(), "record": None, "value": None}
        if message.value() is not None:
            record["record"], record["value"] = wire.decode(schemas, message.value())
        print(wire.to_json(record))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
