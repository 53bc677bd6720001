package art.scumble.ingest.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessConfigTest {
    @Test
    void hasDefaultsThatWork() throws IOException {
        // When
        AccessConfig config = config(Map.of());
        // Then
        assertThat(config.operatorKeySha256()).isEmpty();
        assertThat(config.oidcTenantClaim()).isEqualTo("scumble_tenant");
        assertThat(config.limits().requestsPerSecond()).isEqualTo(100);
        assertThat(config.limits().openArtworks()).isEqualTo(1_000_000);
        assertThat(config.limits().openPixels()).isEqualTo(4_000_000_000_000L);
    }

    @Test
    void readsEveryProperty() throws IOException {
        // When
        AccessConfig config = config(Map.of(
                "scumble.access.operator-key-sha256", "00",
                "scumble.access.oidc-tenant-claim", "org",
                "scumble.access.limits.requests-per-second", "1",
                "scumble.access.limits.open-artworks", "2",
                "scumble.access.limits.open-pixels", "3"));
        // Then
        assertThat(config.operatorKeySha256()).contains("00");
        assertThat(config.oidcTenantClaim()).isEqualTo("org");
        assertThat(config.limits().requestsPerSecond()).isEqualTo(1);
        assertThat(config.limits().openArtworks()).isEqualTo(2);
        assertThat(config.limits().openPixels()).isEqualTo(3);
    }

    private static AccessConfig config(Map<String, String> properties) throws IOException {
        return new SmallRyeConfigBuilder()
                .withMapping(AccessConfig.class)
                .withSources(new YamlConfigSource(AccessConfigTest.class.getResource("/application.yaml"), 100))
                .withSources(new PropertiesConfigSource(properties, "test", 200))
                .build()
                .getConfigMapping(AccessConfig.class);
    }
}
