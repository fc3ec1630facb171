package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final int MIB = 1 << 20;

    private final List<String> log = new ArrayList<>();

    @TempDir
    private Path parent = Path.of("");

    @Test
    void reportsComeBackUnchangedAndOldestFirst() throws IOException {
        EncodedReport first = Reports.ofBytes(10);
        EncodedReport second = Reports.ofBytes(20);
        try (Spool spool = open(MIB)) {
            spool.add(first);
            spool.add(second);

            assertThat(value(spool)).isEqualTo(first.value());
            spool.removeOldest();
            assertThat(value(spool)).isEqualTo(second.value());
            spool.removeOldest();
            assertThat(spool.oldest()).isEmpty();
        }
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void reportsSurviveTheEndOfTheProcessInTheirOrder() throws IOException {
        EncodedReport first = Reports.ofBytes(10);
        EncodedReport second = Reports.ofBytes(10);
        EncodedReport third = Reports.ofBytes(10);
        try (Spool spool = open(MIB)) {
            spool.add(first);
            spool.add(second);
        }
        try (Spool spool = open(MIB)) {
            spool.add(third);

            assertThat(ids(spool)).containsExactly(id(first), id(second), id(third));
        }
    }

    @Test
    void onlyTheOwnerMayReadThem() throws IOException {
        try (Spool spool = open(MIB)) {
            spool.add(Reports.ofBytes(10));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void reportThatWasBeingWrittenWhenThePowerWentIsNoReport() throws IOException {
        EncodedReport report = Reports.ofBytes(10);
        try (Spool spool = open(MIB)) {
            spool.add(report);
        }
        Files.write(folder().resolve("incoming.tmp"), new byte[] {1, 2, 3});

        try (Spool spool = open(MIB)) {
            assertThat(ids(spool)).containsExactly(id(report));
        }
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void fileThatWasCutOffIsMovedAsideAndDoesNotBlockThoseBehindIt() throws IOException {
        EncodedReport cut = Reports.ofBytes(1000);
        EncodedReport emptied = Reports.ofBytes(1000);
        EncodedReport intact = Reports.ofBytes(10);
        try (Spool spool = open(MIB)) {
            spool.add(cut);
            spool.add(emptied);
            spool.add(intact);
        }
        List<Path> reports = reportFiles();
        Files.write(reports.get(0), java.util.Arrays.copyOf(cut.value(), 500));
        Files.write(reports.get(1), new byte[0]);

        try (Spool spool = open(MIB)) {
            assertThat(ids(spool)).containsExactly(id(intact));
            assertThat(spool.setAside())
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(file).exists().asString().endsWith(".damaged"));
        }
        assertThat(log).hasSize(2).allSatisfy(line -> assertThat(line).contains("it is damaged", ".damaged"));
    }

    @Test
    void fileWithTheRightHashThatIsNoReportIsMovedAside() throws IOException {
        try (Spool spool = open(MIB)) {
            spool.add(new EncodedReport(Reports.ofBytes(1).report(), new byte[] {1, 2, 3}));

            assertThat(spool.oldest()).isEmpty();
            assertThat(spool.setAside()).hasSize(1);
        }
    }

    @Test
    void fileThatSomebodyDeletedIsSkipped() throws IOException {
        EncodedReport second = Reports.ofBytes(10);
        try (Spool spool = open(MIB)) {
            spool.add(Reports.ofBytes(10));
            spool.add(second);
            Files.delete(reportFiles().get(0));

            assertThat(ids(spool)).containsExactly(id(second));
        }
        assertThat(log).isEmpty();
    }

    @Test
    void fullSpoolDropsItsOldestReportsAndCountsThem() throws IOException {
        EncodedReport third = Reports.ofBytes(400_000);
        EncodedReport fourth = Reports.ofBytes(400_000);
        try (Spool spool = open(MIB)) {
            spool.add(Reports.ofBytes(400_000));
            spool.add(Reports.ofBytes(400_000));
            spool.add(third);
            spool.add(fourth);

            assertThat(ids(spool)).containsExactly(id(third), id(fourth));
        }
        assertThat(log).hasSize(2);
        assertThat(log.get(1)).contains("is full", "2 since the start");
    }

    @Test
    void numberOfReportsIsBounded() throws IOException {
        Files.createDirectories(folder());
        for (int i = 0; i < Spool.MAX_REPORTS; i++) {
            Files.createFile(folder().resolve(String.format("%019d-%064x.report", i, 0)));
        }
        try (Spool spool = open(MIB)) {
            spool.add(Reports.ofBytes(1));

            assertThat(spool.size()).isEqualTo(Spool.MAX_REPORTS);
        }
        assertThat(reportFiles()).hasSize(Spool.MAX_REPORTS);
        assertThat(log).hasSize(1);
    }

    @Test
    void filesThatWereSetAsideAreBoundedAndMakeRoomFirst() throws IOException {
        try (Spool spool = open(MIB)) {
            for (int i = 0; i < Spool.MAX_SET_ASIDE + 5; i++) {
                spool.add(Reports.ofBytes(50_000));
                spool.oldest();
                spool.setOldestAside("no");
            }
            assertThat(spool.setAside()).hasSize(Spool.MAX_SET_ASIDE);

            spool.add(Reports.ofBytes(600_000));
            spool.add(Reports.ofBytes(400_000));

            assertThat(spool.size()).isEqualTo(2);
            assertThat(spool.setAside()).isEmpty();
        }
    }

    @Test
    void reportLargerThanTheLimitIsNotTakenAndDropsNothing() throws IOException {
        try (Spool spool = open(MIB)) {
            spool.add(Reports.ofBytes(10));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> spool.add(Reports.ofBytes(2 * MIB)))
                    .withMessageContaining("more than --spool-limit");
            assertThat(spool.size()).isEqualTo(1);
        }
    }

    @Test
    void failedWriteLeavesNothingBehind() throws IOException {
        try (Spool spool = open(MIB)) {
            Files.createDirectories(folder().resolve("incoming.tmp/blocked"));

            assertThatExceptionOfType(IOException.class).isThrownBy(() -> spool.add(Reports.ofBytes(10)));

            assertThat(spool.size()).isZero();
            Files.delete(folder().resolve("incoming.tmp/blocked"));
            spool.add(Reports.ofBytes(10));
            assertThat(spool.size()).isEqualTo(1);
        }
    }

    @Test
    void fileThatCannotBeDeletedIsNotSentAgainAndDeletedLater() throws IOException {
        try (Spool spool = open(MIB)) {
            spool.add(Reports.ofBytes(10));
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("r-xr-xr-x"));
            assumeThat(Files.isWritable(folder())).as("the user is not root").isFalse();
            try {
                assertThatExceptionOfType(IOException.class).isThrownBy(spool::removeOldest);
                assertThat(spool.oldest()).isEmpty();
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> spool.add(Reports.ofBytes(10)));
            } finally {
                Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
            }
            EncodedReport next = Reports.ofBytes(10);
            spool.add(next);
            assertThat(ids(spool)).containsExactly(id(next));
            assertThat(reportFiles()).isEmpty();
        }
    }

    @Test
    void folderThatCannotBeCreatedIsAnErrorOfTheDisk() throws IOException {
        Files.writeString(folder(), "a file");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> open(MIB));
    }

    @Test
    void secondCollectorIsRefusedWithTheProcessOfTheFirst() throws IOException {
        try (Spool first = open(MIB)) {
            first.add(Reports.ofBytes(10));

            assertThatExceptionOfType(CliException.class)
                    .isThrownBy(() -> open(MIB))
                    .withMessageContaining(
                            "is used by process " + ProcessHandle.current().pid())
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(3));
            assertThat(first.size()).isEqualTo(1);
        }
        open(MIB).close();
    }

    private Spool open(long maxBytes) throws IOException {
        return Spool.open(folder(), maxBytes, log::add);
    }

    private Path folder() {
        return parent.resolve("spool");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private List<Path> reportFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".report"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] value(Spool spool) {
        return spool.oldest().orElseThrow().value();
    }

    private static UUID id(EncodedReport report) {
        return report.report().getReportId();
    }

    /** Removes all reports. */
    private static List<UUID> ids(Spool spool) throws IOException {
        List<UUID> ids = new ArrayList<>();
        for (Optional<EncodedReport> next = spool.oldest(); next.isPresent(); next = spool.oldest()) {
            ids.add(id(next.get()));
            spool.removeOldest();
        }
        return ids;
    }
}
