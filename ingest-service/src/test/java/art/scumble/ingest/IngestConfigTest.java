package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
    @Test
    void hasDefaultsThatWork() throws IOException {
        // When
        IngestConfig config = config(Map.of());
        // Then
        assertThat(config.window().least()).isEqualTo(4);
        assertThat(config.window().most()).isEqualTo(512);
        assertThat(config.window().span()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.pace()).isEqualTo(Duration.ofMillis(300));
        assertThat(config.sweepPace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.silence()).isEqualTo(Duration.ofSeconds(35));
        assertThat(config.passedBy()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.attempts()).isEqualTo(20);
        assertThat(config.failures()).isEqualTo(3);
        assertThat(config.firstPause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.longestPause()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.settleAfter()).isEqualTo(Duration.ofMinutes(90));
        assertThat(config.settlePace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.protection()).isEqualTo("1");
        assertThat(config.manifestPatience()).isEqualTo(Duration.ofDays(1));
        assertThat(config.bootstrap()).isEmpty();
    }

    @Test
    void readsEveryProperty() throws IOException {
        // When
        IngestConfig config = config(Map.ofEntries(
                Map.entry("scumble.ingest.window.least", "1"),
                Map.entry("scumble.ingest.window.most", "2"),
                Map.entry("scumble.ingest.window.span", "3s"),
                Map.entry("scumble.ingest.pace", "4ms"),
                Map.entry("scumble.ingest.sweep-pace", "5s"),
                Map.entry("scumble.ingest.silence", "6s"),
                Map.entry("scumble.ingest.passed-by", "7s"),
                Map.entry("scumble.ingest.attempts", "8"),
                Map.entry("scumble.ingest.failures", "9"),
                Map.entry("scumble.ingest.first-pause", "10s"),
                Map.entry("scumble.ingest.longest-pause", "11s"),
                Map.entry("scumble.ingest.settle-after", "12s"),
                Map.entry("scumble.ingest.settle-pace", "13s"),
                Map.entry("scumble.ingest.protection", "14"),
                Map.entry("scumble.ingest.manifest-patience", "15s"),
                Map.entry("scumble.ingest.bootstrap.tenant", "cara"),
                Map.entry("scumble.ingest.bootstrap.key-sha256", "00")));
        // Then
        assertThat(config.window().least()).isEqualTo(1);
        assertThat(config.window().most()).isEqualTo(2);
        assertThat(config.window().span()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.pace()).isEqualTo(Duration.ofMillis(4));
        assertThat(config.sweepPace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.silence()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.passedBy()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.attempts()).isEqualTo(8);
        assertThat(config.failures()).isEqualTo(9);
        assertThat(config.firstPause()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.longestPause()).isEqualTo(Duration.ofSeconds(11));
        assertThat(config.settleAfter()).isEqualTo(Duration.ofSeconds(12));
        assertThat(config.settlePace()).isEqualTo(Duration.ofSeconds(13));
        assertThat(config.protection()).isEqualTo("14");
        assertThat(config.manifestPatience()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.bootstrap())
                .hasValueSatisfying(
                        first -> assertThat(first.tenant() + first.keySha256()).isEqualTo("cara00"));
    }

    private static IngestConfig config(Map<String, String> properties) throws IOException {
        return new SmallRyeConfigBuilder()
                .withMapping(IngestConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new YamlConfigSource(IngestConfigTest.class.getResource("/application.yaml"), 100))
                .withSources(new PropertiesConfigSource(properties, "test", 200))
                .build()
                .getConfigMapping(IngestConfig.class);
    }
}
