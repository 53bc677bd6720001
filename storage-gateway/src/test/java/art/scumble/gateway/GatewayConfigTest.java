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
import java.util.HashMap;
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
        assertThat(config.deliverySlots()).isEqualTo(4);
        assertThat(config.headerSlots()).isEqualTo(8);
        assertThat(config.headersTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.largestResult().asLongValue()).isEqualTo(512L << 20);
        assertThat(config.storeTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.tenantBucketTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.tenantBuckets()).isEmpty();
    }

    @Test
    void readsEveryProperty() throws IOException {
        // When
        GatewayConfig config = config(properties(
                "scumble.gateway.bucket", "works",
                "scumble.gateway.region", "eu-central-1",
                "scumble.gateway.public-endpoint", "https://files.example.com/store",
                "scumble.gateway.worker-endpoint", "http://store:9000",
                "scumble.gateway.max-upload", "2M",
                "scumble.gateway.ticket-lifetime", "PT5M",
                "scumble.gateway.staging-lifetime", "PT6H",
                "scumble.gateway.staging-pace", "PT7S",
                "scumble.gateway.admission-slots", "9",
                "scumble.gateway.delivery-slots", "7",
                "scumble.gateway.header-slots", "3",
                "scumble.gateway.headers-timeout", "PT8S",
                "scumble.gateway.largest-result", "3M",
                "scumble.gateway.store-timeout", "PT2S",
                "scumble.gateway.tenant-bucket-timeout", "PT3M"));
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
        assertThat(config.deliverySlots()).isEqualTo(7);
        assertThat(config.headerSlots()).isEqualTo(3);
        assertThat(config.headersTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.largestResult().asLongValue()).isEqualTo(3L << 20);
        assertThat(config.storeTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.tenantBucketTimeout()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void readsTenantsBuckets() throws IOException {
        // When
        GatewayConfig config = config(properties(
                "scumble.gateway.public-endpoint", "http://store:9000",
                "scumble.gateway.tenant-buckets.art-museum.endpoint", "https://s3.example.com",
                "scumble.gateway.tenant-buckets.art-museum.region", "eu-west-1",
                "scumble.gateway.tenant-buckets.art-museum.bucket", "works",
                "scumble.gateway.tenant-buckets.art-museum.access-key", "theirkey",
                "scumble.gateway.tenant-buckets.art-museum.secret-key", "theirsecret",
                "scumble.gateway.tenant-buckets.art-museum.source-prefix", "in/",
                "scumble.gateway.tenant-buckets.art-museum.delivery-prefix", "out/"));
        // Then
        assertThat(config.tenantBuckets()).containsOnlyKeys("art-museum");
        GatewayConfig.TenantBucket bucket =
                config.tenantBuckets().values().iterator().next();
        assertThat(bucket.endpoint()).isEqualTo(URI.create("https://s3.example.com"));
        assertThat(bucket.region()).isEqualTo("eu-west-1");
        assertThat(bucket.bucket()).isEqualTo("works");
        assertThat(bucket.accessKey().get()).isEqualTo("theirkey");
        assertThat(bucket.secretKey().get()).isEqualTo("theirsecret");
        assertThat(bucket.sourcePrefix()).contains("in/");
        assertThat(bucket.deliveryPrefix()).contains("out/");
        assertThat(bucket.toString() + bucket.secretKey() + bucket.accessKey() + config)
                .doesNotContain("theirsecret", "theirkey");
    }

    private static Map<String, String> properties(String... namesAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
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
