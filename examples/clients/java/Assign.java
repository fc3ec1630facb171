import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Assigns an application to an organization, and waits for the outcome.
 *
 * <p>usage: java -cp CLASSPATH Assign.java SCHEMAS APPLICATION ORGANIZATION, where SCHEMAS is the folder of the released schemas;
 * environment: KAFKA_BOOTSTRAP_SERVERS, MUSTER_TOKEN (where tokens are required)
 */
public final class Assign {

    private static final String COMMANDS = "assignment.commands";
    private static final String OUTCOMES = "assignment.outcomes";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("usage: java -cp CLASSPATH Assign.java SCHEMAS APPLICATION ORGANIZATION");
            System.exit(2);
        }
        Path schemas = Path.of(arguments[0]);
        Map<String, Object> connection =
                Map.of("bootstrap.servers", System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"));
        UUID commandId = UUID.randomUUID();
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
            seekToEnd(consumer);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    COMMANDS,
                    arguments[1].getBytes(StandardCharsets.UTF_8),
                    command(schemas, commandId, arguments[1], arguments[2]));
            String token = System.getenv("MUSTER_TOKEN");
            if (token != null) {
                record.headers().add("authorization", ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
            }
            producer.send(record).get();
            GenericRecord outcome = awaitOutcome(consumer, decoder(schemas), commandId);
            System.out.printf(
                    "{\"status\": \"%s\", \"revision\": %s}%n", outcome.get("status"), outcome.get("revision"));
        }
    }

    private static byte[] command(Path schemas, UUID commandId, String application, String organization)
            throws Exception {
        Schema schema = parse(schemas.resolve("AssignmentCommand/1.avsc"));
        // A record of the right branch: names decide, not fields.
        Schema assign = schema.getField("action").schema().getTypes().get(0);
        GenericRecord command = new GenericRecordBuilder(schema)
                .set("command_id", commandId.toString())
                .set("issued_at", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
                .set("issued_by", "Assign.java")
                .set("application_id", application)
                .set(
                        "action",
                        new GenericRecordBuilder(assign)
                                .set("organization_id", organization)
                                .build())
                .build();
        // Avro's "message" is the single-object encoding: C3 01, the fingerprint, the record.
        return array(new BinaryMessageEncoder<GenericRecord>(new GenericData(), schema).encode(command));
    }

    private static byte[] array(java.nio.ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static BinaryMessageDecoder<GenericRecord> decoder(Path schemas) throws Exception {
        Schema newest = parse(schemas.resolve("CommandOutcome/1.avsc"));
        BinaryMessageDecoder<GenericRecord> decoder = new BinaryMessageDecoder<>(new GenericData(), newest);
        try (Stream<Path> versions = Files.list(schemas.resolve("CommandOutcome"))) {
            for (Path version : versions.toList()) {
                decoder.addSchema(parse(version));
            }
        }
        return decoder;
    }

    private static Schema parse(Path file) throws Exception {
        return new Schema.Parser().parse(file.toFile());
    }

    private static void seekToEnd(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(OUTCOMES).stream()
                .map(partition -> new TopicPartition(OUTCOMES, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeks are lazy: without this, the outcome could be before the end that is found.
        partitions.forEach(consumer::position);
    }

    private static GenericRecord awaitOutcome(
            KafkaConsumer<byte[], byte[]> consumer, BinaryMessageDecoder<GenericRecord> decoder, UUID commandId)
            throws Exception {
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (Instant.now().isBefore(deadline)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                GenericRecord outcome = decoder.decode(record.value());
                if (outcome.get("command_id").toString().equals(commandId.toString())) {
                    return outcome;
                }
            }
        }
        throw new IllegalStateException("no outcome within " + TIMEOUT + ": look into " + COMMANDS + ".dead-letters");
    }
}
