#!/usr/bin/env python3
"""Assigns an application to an organization, and waits for the outcome.

usage: assign.py APPLICATION ORGANIZATION
environment: KAFKA_BOOTSTRAP_SERVERS, MUSTER_TOKEN (where tokens are required)
"""

import datetime
import os
import sys
import uuid

import confluent_kafka

import wire

COMMANDS = "assignment.commands"
OUTCOMES = "assignment.outcomes"
TIMEOUT_S = 30

brokers = os.environ.get("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092")


def outcomes_from_now_on():
    consumer = confluent_kafka.Consumer(
        {"bootstrap.servers": brokers, "group.id": f"assign-{uuid.uuid4()}", "enable.auto.commit": False}
    )
    partitions = consumer.list_topics(OUTCOMES, timeout=TIMEOUT_S).topics[OUTCOMES].partitions
    ends = []
    for partition in partitions:
        _, end = consumer.get_watermark_offsets(confluent_kafka.TopicPartition(OUTCOMES, partition), timeout=TIMEOUT_S)
        ends.append(confluent_kafka.TopicPartition(OUTCOMES, partition, end))
    consumer.assign(ends)
    return consumer


def main(application, organization):
    command_id = uuid.uuid4()
    command = {
        "command_id": str(command_id),
        "issued_at": datetime.datetime.now(datetime.timezone.utc),
        "issued_by": "assign.py",
        "application_id": application,
        "expected_revision": None,
        "when_unknown": "REJECT",
        "expires_at": None,
        "action": ("dev.muster.assignment.AssignOrganization", {"organization_id": organization}),
    }
    consumer = outcomes_from_now_on()
    # Java's partitioner: with another one, commands of one application are in several partitions and may be reordered.
    producer = confluent_kafka.Producer(
        {"bootstrap.servers": brokers, "partitioner": "murmur2_random", "enable.idempotence": True}
    )
    token = os.environ.get("MUSTER_TOKEN")
    producer.produce(
        COMMANDS,
        key=application.encode(),
        value=wire.encode(wire.released("AssignmentCommand", 1), command),
        headers=[("authorization", f"Bearer {token}".encode())] if token else None,
    )
    if producer.flush(TIMEOUT_S) > 0:
        sys.exit(f"the command was not sent within {TIMEOUT_S} s: send it again with the same command_id")
    schemas = wire.all_released()
    deadline = datetime.datetime.now() + datetime.timedelta(seconds=TIMEOUT_S)
    while datetime.datetime.now() < deadline:
        message = consumer.poll(1.0)
        if message is None or message.error():
            continue
        _, outcome = wire.decode(schemas, message.value())
        if str(outcome["command_id"]) == str(command_id):
            print(wire.to_json({"status": outcome["status"], "reason": outcome["reason"], "revision": outcome["revision"]}))
            return
    sys.exit(f"no outcome within {TIMEOUT_S} s: look into {COMMANDS}.dead-letters")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
