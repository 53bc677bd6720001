package art.scumble.catalog.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.PatternKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushesTest {
    private static final String ENCODER = "ab";
    private static final PatternKey VINCENT = new PatternKey(new byte[] {1});
    private static final PatternKey PAUL = new PatternKey(new byte[] {2});

    @Test
    void isOfTheStylesLayersAndTheArtistsOwn() {
        // Given
        Pushes pushes = new Pushes(
                ENCODER,
                List.of(
                        style("a", layers(2), List.of(new Style.Layer("only", new float[] {1, 2}, new float[] {0, 0}))),
                        style("b", layers(2), List.of(new Style.Layer("only", new float[] {2, 1}, new float[] {0, 0}))),
                        style("c", layers(2), List.of(new Style.Layer("only", new float[] {3, 3}, new float[] {0, 1}))),
                        style("measured-before", layers(2), List.of())));
        // When
        Style.Layer vincents = pushes.of(VINCENT).getFirst();
        // Then
        assertThat(pushes.of(VINCENT)).hasSize(1);
        assertThat(vincents.name()).isEqualTo("only");
        assertThat(vincents.mean()).hasSize(2);
        assertThat(vincents.deviation()[0]).isZero();
        assertThat(vincents.deviation()[1]).isNotZero();
        assertThat(pushes.of(PAUL).getFirst().mean()).isNotEqualTo(vincents.mean());
    }

    @Test
    void isTheOnlyStylesWhereThereIsOne() {
        // Given
        List<Style> one = List.of(style("a", layers(2), List.of(layer(1, 3))));
        // Then
        assertThat(new Pushes(ENCODER, one).of(VINCENT).getFirst().mean()).containsExactly(1, 3);
        assertThat(new Pushes(ENCODER, one).isEmpty()).isFalse();
        assertThat(new Pushes("another", one).of(VINCENT)).isEmpty();
        assertThat(new Pushes("another", one).isEmpty()).isTrue();
    }

    @Test
    void refusesWhatIsNotOfTheStylesLayersOrNotOfTheOthers() {
        // Given
        Style two = style("two", layers(2), List.of(layer(1, 3)));
        Style three = style("three", layers(3), List.of(layer(1, 2, 3)));
        // Then
        assertThatThrownBy(() -> style("odd", layers(3), List.of(layer(1, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("style odd, encoder test: the push is of other layers");
        assertThatThrownBy(() -> style("broken", layers(2), List.of(layer(1, Float.NaN))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("style broken, layer only: a value is not a finite number");
        assertThatThrownBy(() -> style("large", List.of(layer(1, Float.POSITIVE_INFINITY)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pushes(ENCODER, List.of(two, three)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("style three, encoder test: its layers are not those of other styles");
    }

    private static Style style(String id, List<Style.Layer> layers, List<Style.Layer> push) {
        return new Style(id, "title", "artist", List.of(), Map.of(ENCODER, new Style.Measured("test", layers, push)));
    }

    private static List<Style.Layer> layers(int channels) {
        return List.of(layer(new float[channels]));
    }

    private static Style.Layer layer(float... values) {
        return new Style.Layer("only", values, values);
    }
}
