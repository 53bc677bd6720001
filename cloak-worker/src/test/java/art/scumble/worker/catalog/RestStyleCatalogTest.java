package art.scumble.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.ArtistId;
import art.scumble.contract.FailureCode;
import art.scumble.contract.PatternKey;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestStyleCatalogTest {
    private static final Sha256 ENCODER = Sha256.of(new byte[0]);
    private static final StageStatistics OWN = new StageStatistics(List.of());

    @Test
    void handsTheArtistsKeyOn() {
        // Given
        StyleCatalog catalog = new RestStyleCatalog(
                request -> new CatalogApi.Assignment("haze", List.of(), List.of(), new byte[] {1, 2}));
        // When
        PatternKey key = assigned(catalog).key();
        // Then
        assertThat(key.seed(List.of("a"))).isEqualTo(new PatternKey(new byte[] {1, 2}).seed(List.of("a")));
    }

    @Test
    void holdsAnEarlierCatalogAgainstNoPicture() {
        // Given
        StyleCatalog catalog =
                new RestStyleCatalog(request -> new CatalogApi.Assignment("haze", List.of(), null, null));
        // Then
        assertThatThrownBy(() -> assigned(catalog))
                .isInstanceOfSatisfying(
                        TransientFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.CATALOG_UNAVAILABLE));
    }

    private static StyleCatalog.AssignedStyle assigned(StyleCatalog catalog) {
        return catalog.assigned(new TenantId("cara"), new ArtistId("vincent"), ENCODER, OWN);
    }
}
