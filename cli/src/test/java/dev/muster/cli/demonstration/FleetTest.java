package dev.muster.cli.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.SingleObjectCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final Instant FROM = Instant.parse("2025-06-02T06:00:00Z");

    private final Fleet fleet = new Fleet(new DemonstrationSettings(40, 7, FROM));

    @Test
    void sameSeedGivesTheSameBytes() {
        assertThat(bytes(new Fleet(new DemonstrationSettings(40, 7, FROM)))).isDeepEqualTo(bytes(fleet));
    }

    @Test
    void otherSeedGivesOtherReports() {
        assertThat(Arrays.deepEquals(bytes(new Fleet(new DemonstrationSettings(40, 8, FROM))), bytes(fleet)))
                .isFalse();
    }

    @Test
    void systemIsIndependentOfTheFleetSize() {
        assertThat(new Fleet(new DemonstrationSettings(10, 7, FROM)).secondRound())
                .isEqualTo(fleet.secondRound().subList(0, 10));
    }

    @Test
    void moduleIdsAreUniquePerReport() {
        assertThat(all(fleet))
                .allSatisfy(report -> assertThat(report.getApplications())
                        .extracting(ReportedApplication::getModuleId)
                        .doesNotHaveDuplicates());
    }

    @Test
    void roundsContainUpdatesRemovalsAndReturns() {
        InventoryReport first = fleet.firstRound().get(3);
        InventoryReport second = fleet.secondRound().get(3);
        InventoryReport third = fleet.thirdRound().get(3);

        assertThat(modules(second)).isNotEqualTo(modules(first)).isSubsetOf(modules(first));
        assertThat(modules(third)).isEqualTo(modules(first));
        assertThat(fleet.secondRound().get(0).getApplications())
                .isNotEqualTo(fleet.firstRound().get(0).getApplications());
        assertThat(fleet.secondRound().get(2).getApplications())
                .isEqualTo(fleet.firstRound().get(2).getApplications());
    }

    @Test
    void brakedSystemExceedsTheBrakeThresholds() {
        int before = fleet.secondRound()
                .get(FleetSystem.BRAKED - 1)
                .getApplications()
                .size();
        int after =
                fleet.thirdRound().get(FleetSystem.BRAKED - 1).getApplications().size();

        assertThat(before - after).isGreaterThan(10).isGreaterThan(before / 2);
    }

    @Test
    void preAssignedModuleAppearsInTheSecondRound() {
        String preAssignedModule = FleetSystem.preAssignedModule().id();

        assertThat(modules(fleet.firstRound().get(FleetSystem.PRE_ASSIGNED - 1)))
                .doesNotContain(preAssignedModule);
        assertThat(modules(fleet.secondRound().get(FleetSystem.PRE_ASSIGNED - 1)))
                .contains(preAssignedModule);
    }

    @Test
    void duplicatesAreIdenticalAndLateReportsAreOlder() {
        assertThat(fleet.secondRound()).containsAll(fleet.duplicates());
        assertThat(fleet.duplicates()).isNotEmpty();
        assertThat(fleet.late())
                .isNotEmpty()
                .allSatisfy(report -> assertThat(report.getCollectedAt())
                        .isBefore(fleet.firstRound().get(0).getCollectedAt()));
    }

    private static List<InventoryReport> all(Fleet fleet) {
        List<InventoryReport> reports = new ArrayList<>(fleet.firstRound());
        reports.addAll(fleet.secondRound());
        reports.addAll(fleet.thirdRound());
        reports.addAll(fleet.late());
        reports.addAll(fleet.duplicates());
        reports.add(fleet.invalid());
        return reports;
    }

    private static byte[][] bytes(Fleet fleet) {
        SingleObjectCodec<InventoryReport> codec = SingleObjectCodec.of(InventoryReport.class);
        return all(fleet).stream().map(codec::encode).toArray(byte[][]::new);
    }

    private static Set<String> modules(InventoryReport report) {
        return report.getApplications().stream()
                .map(ReportedApplication::getModuleId)
                .collect(Collectors.toSet());
    }
}
