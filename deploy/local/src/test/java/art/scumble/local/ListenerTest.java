package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"type\":\"webhook.test\",\"é\":\"色\"}";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void printsWhatIsGenuineAndRefusesTheRest() throws Exception {
        try (Listener listener = new Listener(0, SECRET, new PrintStream(said, true, StandardCharsets.UTF_8))) {
            // When
            int genuine = send(listener, BODY, BODY);
            int changed = send(listener, BODY, BODY + " ");
            // Then
            assertThat(genuine).isEqualTo(204);
            assertThat(changed).isEqualTo(400);
            assertThat(said.toString(StandardCharsets.UTF_8).lines().toList())
                    .containsExactly("verified " + BODY, "REFUSED, its signature is not good: " + BODY + " ");
        }
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (Listener first = new Listener(0, SECRET, new PrintStream(said, true, StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> new Listener(first.port(), SECRET, System.out))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("is taken");
        }
    }

    private static int send(Listener listener, String signed, String sent) throws Exception {
        long now = Instant.now().getEpochSecond();
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + "/"))
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", new Webhook(SECRET).sign("msg_1", now, signed))
                .POST(HttpRequest.BodyPublishers.ofString(sent))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
