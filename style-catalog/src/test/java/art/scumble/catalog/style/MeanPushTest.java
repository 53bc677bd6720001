package art.scumble.catalog.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeanPushTest {
    private static final String ENCODER = "ab";

    @Test
    void isTheMeanOfTheStylesThatHaveOne() {
        // Given
        List<Style> styles = List.of(
                style("a", layers(2), List.of(layer(1, 3))),
                style("b", layers(2), List.of(layer(3, 9))),
                style("measured-before", layers(2), List.of()));
        // When
        List<Style.Layer> mean = MeanPush.of(ENCODER, styles);
        // Then
        assertThat(mean).hasSize(1);
        assertThat(mean.getFirst().mean()).containsExactly(2, 6);
        assertThat(MeanPush.of("another", styles)).isEmpty();
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
        assertThatThrownBy(() -> MeanPush.of(ENCODER, List.of(two, three)))
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
