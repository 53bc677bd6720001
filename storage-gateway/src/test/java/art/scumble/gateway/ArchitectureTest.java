package art.scumble.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "art.scumble.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ADMISSION_IS_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage("..admission")
            .and()
            .haveNameNotMatching(".*Resource(_.*|\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "io.quarkus..", "io.smallrye..", "io.micrometer..", "io.minio..");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_KNOWS_MINIO = noClasses()
            .that()
            .resideOutsideOfPackage("..gateway.minio")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.minio..");
}
