package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.ApplicationRecord;
import dev.muster.ingestservice.report.ReportedAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the fields of the event state that differ between two records of one application. */
final class ChangedFields {

    private final List<String> names = new ArrayList<>();

    private ChangedFields() {}

    /** The names of the fields, in the order of the schema. The ids of an application never change. */
    static List<String> between(ApplicationRecord before, ApplicationRecord after) {
        ChangedFields changed = new ChangedFields();
        if (!before.attributes().equals(after.attributes())) {
            changed.compare(before.attributes(), after.attributes());
        }
        changed.compare("first_seen_at", before.firstSeenAt(), after.firstSeenAt());
        changed.compare(
                "last_inventory_at",
                before.lastSeen().collectedAt(),
                after.lastSeen().collectedAt());
        changed.compare("deleted_at", before.deletedAt(), after.deletedAt());
        return changed.names;
    }

    private void compare(ReportedAttributes before, ReportedAttributes after) {
        compare("instance_of", before.instanceOf(), after.instanceOf());
        compare("name", before.name(), after.name());
        compare("source", before.source(), after.source());
        compare("display_name", before.displayName(), after.displayName());
        compare("version", before.version(), after.version());
        compare("node_id", before.nodeId(), after.nodeId());
        compare("node_label", before.nodeLabel(), after.nodeLabel());
        compare("url", before.url(), after.url());
        compare("is_user_facing", before.userFacing(), after.userFacing());
        compare("inventory_data", before.inventoryData(), after.inventoryData());
        compare("backup_data", before.backupData(), after.backupData());
        compare("services_data", before.servicesData(), after.servicesData());
    }

    private void compare(String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            names.add(name);
        }
    }
}
