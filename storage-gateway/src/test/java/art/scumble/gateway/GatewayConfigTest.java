package art.scumble.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {
    private static final Map<String, String> LEAST = Map.of("scumble.gateway.public-endpoint", "http://store:9000");

    @Test
    void hasDefaultsThatWork() throws IOException {
        // When
        GatewayConfig config = config(LEAST);
        // Then
        assertThat(config.bucket()).isEqualTo("scumble");
        assertThat(config.region()).isEqualTo("us-east-1");
        assertThat(config.workerEndpoint()).isEmpty();
        assertThat(config.maxUpload().asLongValue()).isEqualTo(64L << 20);
        assertThat(config.ticketLifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(config.stagingLifetime()).isEqualTo(Duration.ofHours(24));
        assertThat(config.stagingPace()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.admissionSlots()).isEqualTo(4);
        assertThat(config.storeTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void readsEveryProperty() throws IOException {
        // When
        GatewayConfig config = config(Map.of(
                "scumble.gateway.bucket", "works",
                "scumble.gateway.region", "eu-central-1",
                "scumble.gateway.public-endpoint", "https://files.example.com/store",
                "scumble.gateway.worker-endpoint", "http://store:9000",
                "scumble.gateway.max-upload", "2M",
                "scumble.gateway.ticket-lifetime", "PT5M",
                "scumble.gateway.staging-lifetime", "PT6H",
                "scumble.gateway.staging-pace", "PT7S",
                "scumble.gateway.admission-slots", "9",
                "scumble.gateway.store-timeout", "PT2S"));
        // Then
        assertThat(config.bucket()).isEqualTo("works");
        assertThat(config.region()).isEqualTo("eu-central-1");
        assertThat(config.publicEndpoint()).isEqualTo(URI.create("https://files.example.com/store"));
        assertThat(config.workerEndpoint()).contains(URI.create("http://store:9000"));
        assertThat(config.maxUpload().asLongValue()).isEqualTo(2L << 20);
        assertThat(config.ticketLifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.stagingLifetime()).isEqualTo(Duration.ofHours(6));
        assertThat(config.stagingPace()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.admissionSlots()).isEqualTo(9);
        assertThat(config.storeTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    private static GatewayConfig config(Map<String, String> properties) throws IOException {
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withSources(new YamlConfigSource(GatewayConfigTest.class.getResource("/application.yaml"), 100))
                .withSources(new PropertiesConfigSource(properties, "test", 200))
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
