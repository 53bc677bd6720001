package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.FailureCode;
import art.scumble.ingest.retention.ResultSettler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SettleTest extends IngestFixture {
    @Inject
    ResultSettler settler;

    @Test
    void tellsTheGatewaySomeTimeAfterTheEndWhichResultCounts() {
        // Given
        List<UUID> artworks = dispatched();
        publish(finished(artworks.get(0), 1, protectedAs(BusAndDatabase.SHA)));
        publish(finished(artworks.get(1), 1, new CloakOutcome.Refused(FailureCode.TOO_FEW_PIXELS, "tiny")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state IN ('PROTECTED', 'REFUSED')") == 2);
        settler.settleBatch();
        assertThat(count("SELECT count(*) FROM ingest.artwork WHERE settled")).isZero();
        // When
        database.update("UPDATE ingest.artwork SET updated_at = now() - interval '1 day'");
        settler.settleBatch();
        // Then
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE settled") == 2);
        assertThat(BusAndDatabase.SETTLEMENTS)
                .anySatisfy(told -> assertThat(told)
                        .contains(artworks.get(0).toString())
                        .contains("\"attempt\":1")
                        .contains(BusAndDatabase.SHA.hex()))
                .anySatisfy(told ->
                        assertThat(told).contains(artworks.get(1).toString()).doesNotContain("attempt"));
    }
}
