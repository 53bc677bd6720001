package art.scumble.local;

import art.scumble.contract.Sha256;
import art.scumble.embedded.EmbeddedServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each service is told: where the others are, and by which secrets they know one another.
 *
 * @param traces URL of the OTLP collector that traces go to, if they are to be recorded
 */
public record Settings(EmbeddedServers servers, Secrets secrets, Optional<String> traces) {
    /** Of storage-gateway. */
    public Map<String, String> gateway() {
        Map<String, String> settings = database();
        settings.put("quarkus.minio.host", servers.s3Endpoint());
        settings.put("quarkus.minio.access-key", secrets.storeAccessKey());
        settings.put("quarkus.minio.secret-key", secrets.storeSecretKey());
        settings.put("scumble.gateway.public-endpoint", servers.s3Endpoint());
        settings.put("scumble.auth.callers.ingest", hash(secrets.ingestToken()));
        settings.put("scumble.auth.callers.worker", hash(secrets.workerToken()));
        return settings;
    }

    /** Of style-catalog. */
    public Map<String, String> catalog(Optional<Path> styles) {
        Map<String, String> settings = database();
        settings.put("scumble.auth.callers.worker", hash(secrets.workerToken()));
        settings.put("scumble.catalog.pattern-secret", secrets.patternSecret());
        styles.ifPresent(folder -> settings.put(
                "scumble.catalog.styles-dir", folder.toAbsolutePath().toString()));
        return settings;
    }

    /**
     * Of ingest-service: at least one artwork waits on the belt for each worker.
     *
     * @param protection what the workers work with: with another, the same work is protected again
     */
    public Map<String, String> ingest(String gatewayUrl, int workers, String protection) {
        Map<String, String> settings = database();
        settings.put("kafka.bootstrap.servers", servers.kafkaBootstrap());
        settings.put("quarkus.rest-client.gateway.url", gatewayUrl);
        settings.put("scumble.auth.token", secrets.ingestToken());
        settings.put("scumble.ingest.window.least", Integer.toString(Math.max(2, workers)));
        settings.put("scumble.ingest.protection", protection);
        settings.put("scumble.access.operator-key-sha256", hash(secrets.operatorKey()));
        // Who can start this pipeline can reach all that this lets webhooks reach.
        settings.put("scumble.webhook.allow", "127.0.0.1");
        settings.put("scumble.ingest.bootstrap.tenant", "local");
        settings.put("scumble.ingest.bootstrap.key-sha256", hash(secrets.apiKey()));
        return settings;
    }

    Map<String, String> worker(String id, Stack.Plan plan, int threads, String gatewayUrl, String catalogUrl) {
        Map<String, String> settings = traced();
        settings.put("kafka.bootstrap.servers", servers.kafkaBootstrap());
        settings.put("quarkus.rest-client.gateway.url", gatewayUrl);
        settings.put("quarkus.rest-client.catalog.url", catalogUrl);
        settings.put("scumble.auth.token", secrets.workerToken());
        settings.put("scumble.worker.id", id);
        settings.put("scumble.worker.models", plan.models().toAbsolutePath().toString());
        settings.put("scumble.worker.threads", Integer.toString(threads));
        plan.encoders().ifPresent(encoders -> settings.put("scumble.worker.encoders", encoders));
        plan.tier().ifPresent(tier -> settings.put("scumble.worker.tier", tier.value()));
        return settings;
    }

    private Map<String, String> traced() {
        Map<String, String> settings = new LinkedHashMap<>();
        traces.ifPresent(collector -> {
            settings.put("quarkus.otel.exporter.otlp.endpoint", collector);
            settings.put("quarkus.otel.traces.sampler.arg", "1");
        });
        return settings;
    }

    private Map<String, String> database() {
        Map<String, String> settings = traced();
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + servers.postgresAddress());
        settings.put("quarkus.datasource.username", "postgres");
        settings.put("quarkus.datasource.password", secrets.databasePassword());
        return settings;
    }

    private static String hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
