package art.scumble.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Lane;
import art.scumble.ingest.job.ArtworkState;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bytes that receivers get are pinned by files: whoever changes them does so knowingly. */
class PayloadsTest {
    private static final Instant AT = Instant.parse("2026-11-25T20:00:00Z");
    private static final UUID JOB = UUID.fromString("0b5f3c9e-1d1c-4f0a-9a43-3a0b0c5d7e01");
    private static final UUID ARTWORK = UUID.fromString("5d0c1c7a-8f5e-4a7b-b1de-6f2a9a1f2b02");
    private static final UUID ENDPOINT = UUID.fromString("a3f1d2c4-7b6a-4c8d-9e0f-1a2b3c4d5e03");

    private static Payloads payloads;

    @BeforeAll
    static void configure() throws IOException {
        payloads =
                new Payloads(WebhookConfigTest.config(Map.of("scumble.webhook.link-base", "https://scumble.example")));
    }

    @Test
    void areWhatTheyWereYesterday() throws IOException {
        assertPinned("artwork.protected", artwork(ArtworkState.PROTECTED, "sunflowers.png", "vincent"));
        assertPinned("artwork.refused", artwork(ArtworkState.REFUSED, "almond-blossom.gif", "vincent"));
        assertPinned("artwork.abandoned", artwork(ArtworkState.ABANDONED, "irises.png", "vincent"));
        assertPinned("artwork.digest", payloads.digest(JOB, "vincent", new Counts(98, 1, 1), true, AT));
        assertPinned("job.completed", payloads.jobCompleted(JOB, new Counts(9998, 1, 1), AT));
        assertPinned("endpoint.disabled", payloads.endpointDisabled(ENDPOINT, DisableCause.GONE, AT));
        assertPinned(
                "webhook.exhausted",
                payloads.exhausted(ENDPOINT, "msg_0123456789abcdef0123456789abcdef", "job.completed", 10, AT));
        assertPinned("webhook.test", payloads.test(ENDPOINT, AT));
        assertPinned(
                "artwork.protected-hard",
                artwork(
                        ArtworkState.PROTECTED,
                        "é 色 \uD83C\uDFA8 </script> \u2028 / \\ \" \t 1e21 0.1 9007199254740993",
                        "Élise·色"));
    }

    @Test
    void comeToTheSameBytesInAReceiverThatParsesAndWritesThem() throws IOException {
        // Given
        String body = artwork(ArtworkState.PROTECTED, "é 色 \uD83C\uDFA8 </script> \u2028 / \\ \" \t 1e21 0.1", "色");
        ObjectMapper receiver = new ObjectMapper();
        // Then
        assertThat(receiver.writeValueAsString(receiver.readTree(body))).isEqualTo(body);
    }

    @Test
    void stayBelowTwentyKilobytes() {
        // Given
        String longest = "\u0001".repeat(1024);
        // When
        String body = artwork(ArtworkState.REFUSED, longest, longest);
        // Then
        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);
    }

    private static String artwork(ArtworkState state, String reference, String artist) {
        return payloads.artwork(new EndedArtwork(
                "cara",
                JOB,
                ARTWORK,
                artist,
                reference,
                Lane.BULK,
                state,
                state == ArtworkState.PROTECTED ? Optional.empty() : Optional.of("UNSUPPORTED_FORMAT"),
                AT));
    }

    private static void assertPinned(String name, String body) throws IOException {
        try (InputStream file = PayloadsTest.class.getResourceAsStream("/webhook/" + name + ".json")) {
            assertThat(body)
                    .as(name)
                    .isEqualTo(file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
