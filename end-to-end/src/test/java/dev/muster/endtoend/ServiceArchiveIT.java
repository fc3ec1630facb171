package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Pipeline.LOCK)
class ServiceArchiveIT {

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "assignment-service"})
    void classArchiveIsRecordedWithoutKafkaAndDatabase(String module) {
        assertThat(ClassArchive.of(Release.unpacked(module), Release.JVM_OPTIONS))
                .isRegularFile();
    }
}
