package dev.muster.assignmentservice.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.muster.assignmentservice.AssignmentService;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "dev.muster.assignmentservice";
    private static final String[] FEATURES = {
        ROOT + ".application",
        ROOT + ".association",
        ROOT + ".directory",
        ROOT + ".organization",
        ROOT + ".ownership",
        ROOT + ".run",
        ROOT + ".search",
        ROOT + ".security",
        ROOT + ".system",
        ROOT + ".user"
    };
    private static final String RULE = ROOT + ".rule";
    private static final String MEDIA = ROOT + ".media";
    private static final String DESCRIPTION = ROOT + ".description";
    private static final String[] SHARED = {ROOT + ".kafka", ROOT + ".postgres", ROOT + ".web"};
    private static final String WEB = ROOT + "..web..";
    private static final String KAFKA = ROOT + "..kafka..";
    private static final String JWT = ROOT + "..jwt..";
    private static final String POSTGRES = ROOT + "..postgres..";
    private static final List<String> ADAPTERS = List.of(KAFKA, POSTGRES, WEB, JWT);
    private static final Set<String> GENERATED =
            Set.of("dev.muster.assignment", "dev.muster.directory", "dev.muster.inventory");

    private final JavaClasses service = new ClassFileImporter()
            .importUrl(AssignmentService.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void featuresUseTheJdkAndOtherFeaturesOnly() {
        classes()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(FEATURES, RULE, "java..", "dev.muster.text..", "org.jspecify.."))
                .check(service);
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(service);
    }

    @Test
    void theRuleEngineUsesTheJdkAndItsTwoLibrariesOnly() {
        classes()
                .that()
                .resideInAPackage(RULE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        RULE,
                        "java..",
                        "dev.muster.text..",
                        "org.jspecify..",
                        "com.google.re2j..",
                        "org.yaml.snakeyaml..")
                .check(service);
    }

    @Test
    void imagesUseTheJdkAndImagingLibrariesOnly() {
        classes()
                .that()
                .resideInAPackage(MEDIA)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        MEDIA,
                        "java..",
                        "javax.imageio..",
                        "dev.muster.text..",
                        "org.jspecify..",
                        "net.coobird..",
                        "com.twelvemonkeys..")
                .check(service);
        noClasses()
                .that()
                .resideOutsideOfPackage(MEDIA)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "net.coobird..", "com.twelvemonkeys..")
                .check(service);
    }

    @Test
    void adaptersDoNotUseAdaptersOfAnotherKind() {
        for (String adapter : ADAPTERS) {
            noClasses()
                    .that()
                    .resideInAPackage(adapter)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(without(adapter))
                    .check(service);
        }
    }

    @Test
    void sharedPackagesDoNotUseFeatures() {
        noClasses()
                .that()
                .resideInAnyPackage(SHARED)
                .should()
                .dependOnClassesThat(describe(
                        "are of a feature",
                        (JavaClass one) -> one.getPackageName().startsWith(ROOT + ".")
                                && !Set.of(SHARED).contains(one.getPackageName())))
                .check(service);
    }

    /** The wiring may name event classes and topics: the relay checks stored events by their class. */
    @Test
    void avroStaysInKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage(KAFKA)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.avro..")
                .check(service);
        noClasses()
                .that()
                .resideOutsideOfPackages(KAFKA, ROOT)
                .should()
                .dependOnClassesThat(describe(
                        "are generated by Avro or read and write it",
                        (JavaClass one) -> one.getPackageName().startsWith("dev.muster.schemas")
                                || GENERATED.contains(one.getPackageName())))
                .check(service);
    }

    @Test
    void kafkaClientsStayInKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages(KAFKA, ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .check(service);
    }

    @Test
    void sqlStaysInPostgres() {
        noClasses()
                .that()
                .resideOutsideOfPackages(POSTGRES, ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..")
                .check(service);
    }

    /** Each package is a slice, so a feature uses only features below it. */
    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(service);
    }

    @Test
    void nothingUsesTheWiringOrTheDescription() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(service);
        noClasses()
                .that()
                .resideOutsideOfPackage(DESCRIPTION)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(DESCRIPTION)
                .check(service);
    }

    @Test
    void everyPackageIsCoveredByARule() {
        Set<String> adapters = Set.of("jwt", "kafka", "postgres", "web");
        Set<String> known = Set.of(with(FEATURES, ROOT, RULE, MEDIA, DESCRIPTION));
        assertThat(service.stream().map(JavaClass::getPackageName).distinct())
                .allSatisfy(name -> assertThat(
                                known.contains(name) || adapters.contains(name.substring(name.lastIndexOf('.') + 1)))
                        .as(name)
                        .isTrue());
    }

    @Test
    void nothingSleepsOrPrints() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(service);
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(service);
    }

    @Test
    void namesDescribeARole() {
        Set<String> vague = Set.of("Util", "Utils", "Helper", "Manager", "Common");
        noClasses()
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(describe(
                        "vaguely named", (JavaClass one) -> vague.stream().anyMatch(one.getSimpleName()::endsWith))))
                .check(service);
    }

    private static String[] without(String adapter) {
        return ADAPTERS.stream().filter(other -> !other.equals(adapter)).toArray(String[]::new);
    }

    private static String[] with(String[] packages, String... more) {
        return Stream.concat(Arrays.stream(packages), Arrays.stream(more)).toArray(String[]::new);
    }
}
