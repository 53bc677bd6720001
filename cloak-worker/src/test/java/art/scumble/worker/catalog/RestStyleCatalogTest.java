package art.scumble.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.ArtistId;
import art.scumble.contract.FailureCode;
import art.scumble.contract.PatternKey;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestStyleCatalogTest {
    private static final Sha256 ENCODER = Sha256.of(new byte[0]);
    private static final StageStatistics OWN = new StageStatistics(List.of());

    @Test
    void handsTheArtistsKeyOn() {
        // Given
        StyleCatalog catalog = catalog(List.of(), List.of(), new byte[] {1, 2});
        // When
        PatternKey key = assigned(catalog).key();
        // Then
        assertThat(key.seed(List.of("a"))).isEqualTo(new PatternKey(new byte[] {1, 2}).seed(List.of("a")));
    }

    @Test
    void handsTheArtistsPushOn() {
        // Given
        StageStatistics.Layer style = new StageStatistics.Layer("only", new float[] {1}, new float[] {2});
        StageStatistics.Layer push = new StageStatistics.Layer("only", new float[] {3}, new float[] {4});
        // When
        Target pushed =
                assigned(catalog(List.of(style), List.of(push), new byte[1])).target();
        Target not = assigned(catalog(List.of(style), List.of(), new byte[1])).target();
        // Then
        assertThat(pushed.style().layers()).containsExactly(style);
        assertThat(pushed.push().layers()).containsExactly(push);
        assertThat(not.push().vectors().getFirst()).containsExactly(0, 0);
    }

    @Test
    void holdsAnEarlierCatalogAgainstNoPicture() {
        for (StyleCatalog earlier :
                List.of(catalog(List.of(), List.of(), null), catalog(List.of(), null, new byte[1]))) {
            assertThatThrownBy(() -> assigned(earlier))
                    .isInstanceOfSatisfying(
                            TransientFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.CATALOG_UNAVAILABLE));
        }
    }

    private static StyleCatalog catalog(
            List<StageStatistics.Layer> style, @Nullable List<StageStatistics.Layer> push, byte @Nullable [] key) {
        return new RestStyleCatalog(request -> new CatalogApi.Assignment("haze", style, push, key));
    }

    private static StyleCatalog.AssignedStyle assigned(StyleCatalog catalog) {
        return catalog.assigned(new TenantId("cara"), new ArtistId("vincent"), ENCODER, OWN);
    }
}
