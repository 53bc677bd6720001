package art.scumble.local;

import art.scumble.contract.Sha256;
import art.scumble.embedded.EmbeddedServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The whole pipeline on this machine: three servers, four services, N workers, a process each. */
final class Stack implements AutoCloseable {
    private final FileLock lock;
    private final Secrets secrets;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Optional<EmbeddedServers> servers = Optional.empty();
    private String ingestUrl = "";

    private Stack(FileLock lock, Secrets secrets) {
        this.lock = lock;
        this.secrets = secrets;
    }

    /**
     * What to start.
     *
     * @param workers how many, at least 1
     * @param models directory of the encoder's weights
     * @param styles directory of further style files
     */
    record Plan(int workers, Path models, Optional<Path> styles) {}

    /** Starts everything, and returns when all of it is ready. */
    static Stack start(Installation at, Plan plan) throws IOException, InterruptedException {
        FileLock lock = at.lock();
        Stack stack = new Stack(lock, Secrets.of(at.state()));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
        try {
            stack.startServers(at);
            stack.startServices(at, plan);
            at.announce(new Installation.Running(ProcessHandle.current().pid(), stack.ingestUrl));
            return stack;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private void startServers(Installation at) throws IOException {
        servers = Optional.of(EmbeddedServers.start(
                EnumSet.allOf(EmbeddedServers.Server.class),
                at.code().resolve("deploy/embedded/target"),
                at.data(),
                new EmbeddedServers.Credentials(
                        secrets.databasePassword(), secrets.storeAccessKey(), secrets.storeSecretKey())));
    }

    private void startServices(Installation at, Plan plan) throws IOException, InterruptedException {
        EmbeddedServers running = servers.orElseThrow();
        List<Integer> ports = EmbeddedServers.freePorts(3 + plan.workers());
        ServiceProcess gateway = add(new ServiceProcess(
                at, "storage-gateway", "storage-gateway", ports.get(0), "384m", gatewaySettings(running)));
        ServiceProcess catalog = add(new ServiceProcess(
                at, "style-catalog", "style-catalog", ports.get(1), "192m", catalogSettings(running, plan)));
        ServiceProcess ingest = add(new ServiceProcess(
                at, "ingest-service", "ingest-service", ports.get(2), "256m", ingestSettings(running, gateway, plan)));
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / plan.workers());
        for (int i = 1; i <= plan.workers(); i++) {
            Map<String, String> settings = Map.of(
                    "kafka.bootstrap.servers", running.kafkaBootstrap(),
                    "quarkus.rest-client.gateway.url", gateway.url(),
                    "quarkus.rest-client.catalog.url", catalog.url(),
                    "scumble.auth.token", secrets.workerToken(),
                    "scumble.worker.id", "worker-" + i,
                    "scumble.worker.models", plan.models().toAbsolutePath().toString(),
                    "scumble.worker.threads", Integer.toString(threads));
            add(new ServiceProcess(at, "cloak-worker", "cloak-worker-" + i, ports.get(2 + i), "1500m", settings));
        }
        ingestUrl = ingest.url();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (ServiceProcess service : services) {
                service.awaitReady(http);
            }
        }
    }

    private ServiceProcess add(ServiceProcess service) {
        services.add(service);
        return service;
    }

    private Map<String, String> database(EmbeddedServers running) {
        return new LinkedHashMap<>(Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://" + running.postgresAddress(),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                secrets.databasePassword()));
    }

    private Map<String, String> gatewaySettings(EmbeddedServers running) {
        Map<String, String> settings = database(running);
        settings.put("quarkus.minio.host", running.s3Endpoint());
        settings.put("quarkus.minio.access-key", secrets.storeAccessKey());
        settings.put("quarkus.minio.secret-key", secrets.storeSecretKey());
        settings.put("scumble.gateway.public-endpoint", running.s3Endpoint());
        settings.put("scumble.auth.callers.ingest", hash(secrets.ingestToken()));
        settings.put("scumble.auth.callers.worker", hash(secrets.workerToken()));
        return settings;
    }

    private Map<String, String> catalogSettings(EmbeddedServers running, Plan plan) {
        Map<String, String> settings = database(running);
        settings.put("scumble.auth.callers.worker", hash(secrets.workerToken()));
        plan.styles()
                .ifPresent(styles -> settings.put(
                        "scumble.catalog.styles-dir", styles.toAbsolutePath().toString()));
        return settings;
    }

    private Map<String, String> ingestSettings(EmbeddedServers running, ServiceProcess gateway, Plan plan) {
        Map<String, String> settings = database(running);
        settings.put("kafka.bootstrap.servers", running.kafkaBootstrap());
        settings.put("quarkus.rest-client.gateway.url", gateway.url());
        settings.put("scumble.auth.token", secrets.ingestToken());
        settings.put("scumble.ingest.window", Integer.toString(Math.max(2, 2 * plan.workers())));
        settings.put("scumble.ingest.bootstrap.tenant", "local");
        settings.put("scumble.ingest.bootstrap.key-sha256", hash(secrets.apiKey()));
        return settings;
    }

    private static String hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8)).hex();
    }

    String ingestUrl() {
        return ingestUrl;
    }

    /** Process ids of all that was started. */
    List<Long> processIds() {
        List<Long> ids = new ArrayList<>();
        servers.ifPresent(running -> ids.addAll(running.processIds().values()));
        services.forEach(service -> ids.add(service.pid()));
        return ids;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        services.forEach(ServiceProcess::askToStop);
        services.forEach(ServiceProcess::awaitStop);
        servers.ifPresent(EmbeddedServers::close);
        try {
            lock.channel().close();
        } catch (IOException e) {
            // The kernel takes the lock back in a moment.
        }
    }
}
