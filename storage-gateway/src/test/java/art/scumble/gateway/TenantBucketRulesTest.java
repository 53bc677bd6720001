package art.scumble.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.gateway.GatewayConfig.TenantBucket;
import io.smallrye.config.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantBucketRulesTest {
    private static final Set<URI> OURS =
            Set.of(URI.create("http://store:9000"), URI.create("https://files.example.com/s"));

    private record Settings(
            URI endpoint,
            String region,
            String bucket,
            Secret<String> accessKey,
            Secret<String> secretKey,
            Optional<String> sourcePrefix,
            Optional<String> deliveryPrefix)
            implements TenantBucket {}

    @Test
    void takesBucketsOfSeveralTenantsAndSharesOfOne() {
        assertThatCode(() -> require(Map.of(
                        "museum", bucket("https://s3.example.com", "eu-west-1", "works", "in/", "out/"),
                        "gallery", bucket("https://s3.example.com:8443/", "eu-west-1", "works", "in/", "out/"),
                        "archive", bucket("https://s3.example.com", "eu-west-1", "works", "archive/", "archive/"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "Museum, https://s3.example.com, eu-west-1, works, in/, Museum",
        "museum, s3.example.com, eu-west-1, works, in/, endpoint",
        "museum, ftp://s3.example.com, eu-west-1, works, in/, endpoint",
        "museum, https://s3.example.com/works, eu-west-1, works, in/, endpoint",
        "museum, https://key:topsecret@s3.example.com, eu-west-1, works, in/, endpoint",
        "museum, https://s3.example.com, ' ', works, in/, region",
        "museum, https://s3.example.com, eu-west-1, Works_, in/, bucket",
        "museum, https://s3.example.com, eu-west-1, works, /in, source-prefix",
        "museum, https://s3.example.com, eu-west-1, works, a//in, source-prefix",
        "museum, https://s3.example.com, eu-west-1, works, ../in, source-prefix",
        "museum, http://STORE:9000, eu-west-1, scumble, in/, bucket",
        "museum, https://files.example.com:443, eu-west-1, scumble, in/, bucket",
    })
    void namesTheSettingThatCannotWork(
            String tenant, String endpoint, String region, String bucket, String prefix, String named) {
        assertThatThrownBy(() -> require(Map.of(tenant, bucket(endpoint, region, bucket, prefix, prefix))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scumble.gateway.tenant-buckets." + tenant)
                .hasMessageContaining(named)
                .hasMessageNotContaining("topsecret");
    }

    @Test
    void letsNoTenantSeeAnothers() {
        assertThatThrownBy(() -> require(Map.of(
                        "museum", bucket("https://s3.example.com", "eu-west-1", "works", "in/", "out/"),
                        "other", bucket("https://s3.example.com", "eu-west-1", "works", "", "elsewhere/"))))
                .hasMessageContaining("scumble.gateway.tenant-buckets.other.bucket")
                .hasMessageContaining("museum");
    }

    private static void require(Map<String, TenantBucket> buckets) {
        TenantBucketRules.require(buckets, OURS, "scumble");
    }

    private static TenantBucket bucket(
            String endpoint, String region, String bucket, String sourcePrefix, String deliveryPrefix) {
        return new Settings(
                URI.create(endpoint),
                region,
                bucket,
                () -> "access",
                () -> "topsecret",
                Optional.of(sourcePrefix),
                Optional.of(deliveryPrefix));
    }
}
