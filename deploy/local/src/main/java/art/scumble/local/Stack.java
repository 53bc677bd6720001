package art.scumble.local;

import art.scumble.contract.Tier;
import art.scumble.embedded.EmbeddedServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The whole pipeline on this machine: three servers, three services, N workers, a process each. What ends by itself is
 * started again.
 */
final class Stack implements AutoCloseable {
    private static final long LOOK_MS = 1000;
    private static final int MOST_RESTARTS = 5;

    private final FileLock lock;
    private final Secrets secrets;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Running running;
    private Optional<EmbeddedServers> servers = Optional.empty();
    private volatile Optional<Problem> broken = Optional.empty();

    private Stack(FileLock lock, Secrets secrets, Running running) {
        this.lock = lock;
        this.secrets = secrets;
        this.running = running;
    }

    /**
     * What to start.
     *
     * @param workers how many, at least 1
     * @param models directory of the encoders' weights
     * @param encoders which of them, as the worker takes it
     * @param tier how much work goes into a cloak, if not the workers' own default
     * @param styles directory of further style files
     * @param traces URL of the OTLP collector that traces go to, if they are to be recorded
     */
    record Plan(
            int workers,
            Path models,
            Optional<String> encoders,
            Optional<Tier> tier,
            Optional<Path> styles,
            Optional<String> traces) {
        /** What the workers protect with, as one hash. */
        String protection() throws IOException {
            return ProtectionHash.of(models, encoders, tier);
        }
    }

    /**
     * Starts everything, and returns when all of it is ready.
     *
     * @param command what wants it: {@code up} or {@code protect}
     */
    static Stack start(Installation at, String command, Plan plan) throws IOException, InterruptedException {
        FileLock lock = at.lock(command);
        Stack stack = new Stack(lock, Secrets.of(at.state()), Running.starting(command));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
        try {
            stack.startServers(at);
            stack.startServices(at, plan);
            stack.running = stack.running.ready(stack.urls(), plan.protection());
            at.announce(stack.running);
            Thread watch = new Thread(stack::watch, "watch-stack");
            watch.setDaemon(true);
            watch.start();
            return stack;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private synchronized void startServers(Installation at) throws IOException {
        servers = Optional.of(EmbeddedServers.start(
                EnumSet.allOf(EmbeddedServers.Server.class),
                at.code().resolve("deploy/embedded/target"),
                at.data(),
                new EmbeddedServers.Credentials(
                        secrets.databasePassword(), secrets.storeAccessKey(), secrets.storeSecretKey())));
    }

    private void startServices(Installation at, Plan plan) throws IOException, InterruptedException {
        Settings settings = new Settings(servers.orElseThrow(), secrets, plan.traces());
        List<Integer> ports = EmbeddedServers.freePorts(3 + plan.workers());
        String gateway = start(at, "storage-gateway", "storage-gateway", ports.get(0), "384m", settings.gateway());
        String catalog =
                start(at, "style-catalog", "style-catalog", ports.get(1), "192m", settings.catalog(plan.styles()));
        start(
                at,
                "ingest-service",
                "ingest-service",
                ports.get(2),
                "256m",
                settings.ingest(gateway, plan.workers(), plan.protection()));
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / plan.workers());
        for (int i = 1; i <= plan.workers(); i++) {
            start(
                    at,
                    "cloak-worker",
                    "cloak-worker-" + i,
                    ports.get(2 + i),
                    "2g",
                    settings.worker("worker-" + i, plan, threads, gateway, catalog));
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (ServiceProcess service : services) {
                service.awaitReady(http);
            }
        }
    }

    /** Its URL. */
    private synchronized String start(
            Installation at, String module, String name, int port, String heap, Map<String, String> settings)
            throws IOException {
        ServiceProcess service = new ServiceProcess(at, new ServiceProcess.Plan(module, name, port, heap, settings));
        services.add(service);
        return service.url();
    }

    private void watch() {
        try {
            while (!closed.get() && broken.isEmpty()) {
                Thread.sleep(LOOK_MS);
                reviveTheDead();
            }
        } catch (IOException e) {
            broken = Optional.of(
                    new Problem("A part of Scumble ended and can't be started again: " + e.getMessage(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void reviveTheDead() throws IOException {
        if (closed.get()) {
            return;
        }
        EmbeddedServers embedded = servers.orElseThrow();
        for (EmbeddedServers.Server server : embedded.ended()) {
            embedded.restart(server);
        }
        for (ServiceProcess service : services) {
            if (!service.isAlive() && service.restart() > MOST_RESTARTS) {
                broken = Optional.of(new Problem(service.lastWords()));
            }
        }
    }

    /** Fails if a part of the stack keeps ending. */
    void requireWhole() {
        broken.ifPresent(problem -> {
            throw problem;
        });
    }

    /** What others are told of it. */
    Running running() {
        return running;
    }

    private Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        services.forEach(service -> urls.put(service.name(), service.url()));
        return urls;
    }

    /** Process ids of all that was started. */
    synchronized List<Long> processIds() {
        List<Long> ids = new ArrayList<>();
        servers.ifPresent(embedded -> ids.addAll(embedded.processIds().values()));
        services.forEach(service -> ids.add(service.pid()));
        return ids;
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            stop();
        }
    }

    private synchronized void stop() {
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
