package art.scumble.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import art.scumble.ingest.database.Database;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class BoundariesTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("art.scumble.ingest");

    @Test
    void onlyTheDatabasePackageHoldsConnections() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Database.class.getPackageName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Connection.class)
                .check(OURS);
    }

    @Test
    void onlyTheChannelsKnowKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..dispatch..", "..outcome..", "..sweep..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive.messaging..")
                .check(OURS);
    }
}
