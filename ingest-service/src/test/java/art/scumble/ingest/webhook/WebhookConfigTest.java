package art.scumble.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookConfigTest {
    @Test
    void hasDefaultsThatWork() throws IOException {
        // When
        WebhookConfig config = config(Map.of());
        // Then
        assertThat(config.pace()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.upkeepPace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.inFlight()).isEqualTo(1024);
        assertThat(config.inFlightPerEndpoint()).isEqualTo(8);
        assertThat(config.lookupTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.lease()).isGreaterThan(config.lookupTimeout().plus(config.timeout()));
        assertThat(config.digestAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(config.rotationGrace()).isEqualTo(Duration.ofHours(24));
        assertThat(config.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(config.ports()).containsExactlyInAnyOrder(443, 8443);
        assertThat(config.allow()).isEmpty();
        assertThat(config.linkBase()).isEmpty();
    }

    @Test
    void readsEveryProperty() throws IOException {
        // When
        WebhookConfig config = config(Map.ofEntries(
                Map.entry("scumble.webhook.pace", "1ms"),
                Map.entry("scumble.webhook.upkeep-pace", "2s"),
                Map.entry("scumble.webhook.in-flight", "3"),
                Map.entry("scumble.webhook.in-flight-per-endpoint", "4"),
                Map.entry("scumble.webhook.lookup-timeout", "5s"),
                Map.entry("scumble.webhook.connect-timeout", "6s"),
                Map.entry("scumble.webhook.timeout", "7s"),
                Map.entry("scumble.webhook.lease", "8s"),
                Map.entry("scumble.webhook.digest-after", "9s"),
                Map.entry("scumble.webhook.rotation-grace", "10s"),
                Map.entry("scumble.webhook.retention", "11d"),
                Map.entry("scumble.webhook.ports", "12"),
                Map.entry("scumble.webhook.allow", "hooks.internal,10.0.0.0/8"),
                Map.entry("scumble.webhook.link-base", "https://scumble.example")));
        // Then
        assertThat(config.pace()).isEqualTo(Duration.ofMillis(1));
        assertThat(config.upkeepPace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.inFlight()).isEqualTo(3);
        assertThat(config.inFlightPerEndpoint()).isEqualTo(4);
        assertThat(config.lookupTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.digestAfter()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.rotationGrace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.retention()).isEqualTo(Duration.ofDays(11));
        assertThat(config.ports()).containsExactly(12);
        assertThat(config.allow().orElseThrow()).containsExactly("hooks.internal", "10.0.0.0/8");
        assertThat(config.linkBase()).hasValue("https://scumble.example");
    }

    static WebhookConfig config(Map<String, String> properties) throws IOException {
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new YamlConfigSource(WebhookConfigTest.class.getResource("/application.yaml"), 100))
                .withSources(new PropertiesConfigSource(properties, "test", 200))
                .build()
                .getConfigMapping(WebhookConfig.class);
    }
}
