package art.scumble.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judged by the official library. */
class SignedHeadersTest {
    private static final String BODY = "{\"reference\":\"é 色 \uD83C\uDFA8 \u2028\"}";

    @Test
    void signSoThatTheOfficialLibraryVerifies() throws Exception {
        // Given
        Secret secret = Secret.random();
        // When
        Map<String, String> headers = SignedHeaders.of("msg_1", Instant.now(), BODY, List.of(secret));
        // Then
        assertThat(headers).containsKeys("webhook-id", "webhook-timestamp", "webhook-signature");
        Webhook receiver = new Webhook(secret.text());
        assertThatCode(() -> receiver.verify(BODY, lists(headers))).doesNotThrowAnyException();
        assertThatThrownBy(() -> receiver.verify(BODY + " ", lists(headers)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(headers.get("webhook-signature"))
                .isEqualTo(receiver.sign("msg_1", Long.parseLong(headers.get("webhook-timestamp")), BODY));
    }

    @Test
    void signWithTheOldAndTheNewSecretWhileTheyRotate() throws Exception {
        // Given
        Secret old = Secret.random();
        Secret young = Secret.random();
        // When
        Map<String, String> headers = SignedHeaders.of("msg_1", Instant.now(), BODY, List.of(young, old));
        // Then
        assertThat(headers.get("webhook-signature").split(" ")).hasSize(2);
        for (Secret known : List.of(old, young)) {
            Webhook receiver = new Webhook(known.text());
            assertThatCode(() -> receiver.verify(BODY, lists(headers))).doesNotThrowAnyException();
        }
        Webhook stranger = new Webhook(Secret.random().text());
        assertThatThrownBy(() -> stranger.verify(BODY, lists(headers)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 64})
    void takeSecretsOfTheStandardsSizes(int bytes) {
        assertThatCode(() -> new Secret(secret(bytes))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void refuseOthers(int bytes) {
        assertThatThrownBy(() -> new Secret(secret(bytes))).hasMessage(Secret.RULE);
    }

    @Test
    void refuseWhatIsNoSecretAndPrintNone() {
        assertThatThrownBy(() -> new Secret(secret(32).substring(1))).hasMessage(Secret.RULE);
        assertThatThrownBy(() -> new Secret("whsec_é")).hasMessage(Secret.RULE);
        assertThat(Secret.random()).hasToString("whsec_…");
    }

    private static String secret(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static Map<String, List<String>> lists(Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }
}
