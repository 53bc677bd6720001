package art.scumble.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "art.scumble.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {
    @ArchTest
    static final ArchRule KEEPS_THE_DOMAIN_FREE_OF_FRAMEWORKS = noClasses()
            .that()
            .resideInAnyPackage("..worker.artwork..", "..worker.cloaking..", "..worker.encoder..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "org.tensorflow..", "io.quarkus..", "jakarta..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule KEEPS_DJL_BEHIND_THE_ENCODER = noClasses()
            .that()
            .resideOutsideOfPackage("..worker.tensorflow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "org.tensorflow..");
}
