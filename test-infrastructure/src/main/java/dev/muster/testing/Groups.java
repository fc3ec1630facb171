package dev.muster.testing;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Operations on consumer groups and topics, as an operator runs them. */
public final class Groups {

    private Groups() {}

    /** An admin client for other operations; the caller closes it. */
    public static Admin admin(Infrastructure infrastructure) {
        return Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) infrastructure.bootstrapServers()));
    }

    /** The committed offsets of the group. */
    public static Map<TopicPartition, OffsetAndMetadata> committed(Infrastructure infrastructure, String group) {
        try (Admin admin = admin(infrastructure)) {
            return new HashMap<>(admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get());
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Resets an inactive group to offset 0 of its partitions. */
    public static void resetToBeginning(Infrastructure infrastructure, String group) {
        Collection<TopicPartition> partitions = committed(infrastructure, group).keySet();
        Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
        partitions.forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
        commit(infrastructure, group, beginning);
    }

    /** Commits offsets of an inactive group. */
    public static void commit(
            Infrastructure infrastructure, String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try (Admin admin = admin(infrastructure)) {
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets a configuration of a topic. */
    public static void configure(Infrastructure infrastructure, String topic, String name, String value) {
        try (Admin admin = admin(infrastructure)) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
