package dev.muster.ingestservice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.muster.ingestservice", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.muster.ingestservice";
    private static final String KAFKA = ROOT + "..kafka..";
    private static final String POSTGRES = ROOT + "..postgres..";
    private static final String WEB = ROOT + "..web..";
    private static final String[] FEATURES = {
        ROOT + ".report", ROOT + ".freshness", ROOT + ".credential", ROOT + ".agent"
    };

    @ArchTest
    static final ArchRule FEATURES_DEPEND_ONLY_ON_THE_JDK = classes()
            .that()
            .resideInAnyPackage(FEATURES)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(FEATURES)
                    .or(resideInAnyPackage(
                            "java.lang..",
                            "java.io..",
                            "java.security..",
                            "java.time..",
                            "java.util..",
                            "java.nio.charset..",
                            "dev.muster.text..",
                            "org.jspecify.annotations..")));

    @ArchTest
    static final ArchRule KAFKA_DOES_NOT_DEPEND_ON_OTHER_ADAPTERS = noClasses()
            .that()
            .resideInAPackage(KAFKA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(POSTGRES, WEB);

    @ArchTest
    static final ArchRule POSTGRES_DOES_NOT_DEPEND_ON_OTHER_ADAPTERS = noClasses()
            .that()
            .resideInAPackage(POSTGRES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA, WEB);

    @ArchTest
    static final ArchRule WEB_DOES_NOT_DEPEND_ON_OTHER_ADAPTERS = noClasses()
            .that()
            .resideInAPackage(WEB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA, POSTGRES, "org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule NO_DEPENDENCIES_ON_THE_ROOT_PACKAGE = noClasses()
            .that()
            .resideInAnyPackage(
                    KAFKA, POSTGRES, WEB, ROOT + ".report", ROOT + ".freshness", ROOT + ".credential", ROOT + ".agent")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule AVRO_ONLY_IN_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackage(KAFKA)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.apache.avro..", "dev.muster.inventory..", "dev.muster.schemas.."));

    @ArchTest
    static final ArchRule SQL_ONLY_IN_POSTGRES = noClasses()
            .that()
            .resideInAnyPackage(
                    KAFKA, WEB, ROOT + ".report", ROOT + ".freshness", ROOT + ".credential", ROOT + ".agent")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql.."));

    @ArchTest
    static final ArchRule ROOT_PACKAGE_DOES_NOT_USE_JDBC = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "org.springframework.jdbc.core..")
                    .or(resideInAPackage("org.postgresql..")));

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();
}
