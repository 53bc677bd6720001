package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void showsEachOutcomeAndCountsWhatIsClearOfTheControl() throws JsonProcessingException {
        // Given
        Summary summary =
                Summary.of(List.of(protectedOne("a.png", 0.6, 0.1), protectedOne("b.png", 0.2, 0.15), read("""
                {"reference": "c.gif", "state": "refused", "code": "ANIMATED_OR_MULTIPAGE"}""")));
        // When
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        summary.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        // Then
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("a.png protected    0.600      6.0  0.950    1.50     12.0")
                .contains("c.gif refused    ANIMATED_OR_MULTIPAGE")
                .contains("2 of 3 protected, 1 refused, 0 abandoned.")
                .contains("Effect at least 1.5 times the control: 1 of 3.");
        assertThat(summary.json().path("medians").path("displacement").asDouble())
                .isEqualTo(0.4);
    }

    private static JsonNode protectedOne(String name, double effect, double control) throws JsonProcessingException {
        return read("""
                {"reference": "%s", "state": "protected", "report": {"displacement": %s, "shiftedDisplacement": %s,
                 "ssim": 0.95, "meanDeltaE": 1.5, "seconds": 12}}""".formatted(name, effect, control));
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }
}
