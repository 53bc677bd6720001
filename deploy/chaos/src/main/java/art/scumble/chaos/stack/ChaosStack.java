package art.scumble.chaos.stack;

import art.scumble.chaos.history.History;
import art.scumble.embedded.EmbeddedServers;
import art.scumble.local.Installation;
import art.scumble.local.Problem;
import art.scumble.local.Secrets;
import art.scumble.local.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Three servers, three services and workers, as a rule with a cost model, a process each, and a proxy on every way between two. */
public final class ChaosStack implements AutoCloseable {
    /** In the note about a process that nobody killed. */
    public static final String BY_ITSELF = " has ended by itself; its last words: ";

    static final String INGEST = "ingest-service";
    static final String GATEWAY = "storage-gateway";
    static final String CATALOG = "style-catalog";
    static final String WORKER = "cloak-worker";

    private static final int DISK_MB = 512;
    private static final int STARTS = 3;
    private static final long LOOK_MS = 1000;
    private static final Duration READY = Duration.ofSeconds(60);

    private final History history;
    private final Secrets secrets;
    private final Wires wires;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Optional<SmallDisk> disk;
    private final EmbeddedServers servers;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * What to start.
     *
     * @param workers how many
     * @param secondsPerMegapixel what a worker takes; without it workers search
     * @param silence how long a worker may say nothing before ingest takes a task from it
     * @param passedBy how much later ones may be taken before ingest takes a task for lost
     * @param workerHeap a worker's, such as {@code 160m}
     * @param smallDisk whether the store has a disk of its own that can be filled, where one can be mounted
     */
    public record Plan(
            int workers,
            OptionalDouble secondsPerMegapixel,
            Duration silence,
            Duration passedBy,
            String workerHeap,
            boolean smallDisk) {
        /** With workers for small pictures. */
        public Plan(int workers, double secondsPerMegapixel, Duration silence, Duration passedBy) {
            this(workers, OptionalDouble.of(secondsPerMegapixel), silence, passedBy, "160m", true);
        }
    }

    private ChaosStack(
            History history, Secrets secrets, Wires wires, Optional<SmallDisk> disk, EmbeddedServers servers) {
        this.history = history;
        this.secrets = secrets;
        this.wires = wires;
        this.disk = disk;
        this.servers = servers;
    }

    /** Starts everything, and returns when all of it is ready. */
    public static ChaosStack start(Installation at, Plan plan, History history)
            throws IOException, InterruptedException {
        Secrets secrets = Secrets.of(at.state());
        Wires wires = new Wires();
        Wiring wiring = Wiring.begin(plan.workers(), wires);
        Optional<SmallDisk> disk = plan.smallDisk() ? SmallDisk.at(store(at), DISK_MB) : Optional.empty();
        if (disk.isEmpty()) {
            history.note("no small disk can be mounted here: no disk will be full");
        }
        EmbeddedServers servers = EmbeddedServers.start(
                EnumSet.allOf(EmbeddedServers.Server.class),
                at.code().resolve("deploy/embedded/target"),
                at.data(),
                new EmbeddedServers.Credentials(
                        secrets.databasePassword(), secrets.storeAccessKey(), secrets.storeSecretKey()),
                wiring.doors());
        ChaosStack stack = new ChaosStack(history, secrets, wires, disk, servers);
        // Ended from outside: a frozen process would never see that we are gone.
        Runtime.getRuntime().addShutdownHook(new Thread(stack::closeAtTheEnd, "stop-chaos-stack"));
        try {
            wiring.complete(servers);
            for (ServiceProcess.Plan service : wiring.services(plan, servers, secrets)) {
                stack.services.put(service.name(), new ServiceProcess(at, service));
            }
            for (ServiceProcess service : stack.services.values()) {
                stack.awaitStart(service);
            }
            Thread.ofVirtual().name("watch-chaos-stack").start(stack::watch);
            return stack;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** On a busy machine the database may be too slow for a first connection: again then, as any launcher would. */
    private void awaitStart(ServiceProcess service) throws IOException, InterruptedException {
        for (int i = 1; i < STARTS; i++) {
            try {
                service.awaitReady(http);
                return;
            } catch (Problem e) {
                history.note(service.name() + " did not start: " + e.getMessage());
                service.restart();
            }
        }
        service.awaitReady(http);
    }

    /** Where the store keeps its files. */
    public static Path store(Installation at) {
        return at.data().resolve("s3");
    }

    private void closeAtTheEnd() {
        try {
            close();
        } catch (IOException e) {
            System.getLogger(ChaosStack.class.getName()).log(System.Logger.Level.WARNING, "not all was closed", e);
        }
    }

    /** The names of all processes: services, workers and servers. */
    public List<String> processes() {
        List<String> names = new ArrayList<>(services.keySet());
        for (EmbeddedServers.Server server : EmbeddedServers.Server.values()) {
            names.add(server.name());
        }
        return names;
    }

    /** kill -9. It stays down until it is revived. */
    public void kill(String name) throws IOException {
        down.add(name);
        ServiceProcess service = services.get(name);
        if (service == null) {
            synchronized (servers) {
                servers.kill(EmbeddedServers.Server.valueOf(name));
            }
        } else {
            ProcessHandle.of(service.pid()).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
        }
    }

    /** Starts a killed process again, and returns when it is ready, or at least had time enough to be. */
    public void revive(String name) throws IOException, InterruptedException {
        ServiceProcess service = services.get(name);
        if (service == null) {
            synchronized (servers) {
                servers.restart(EmbeddedServers.Server.valueOf(name));
            }
        } else {
            service.restart();
            awaitReady(service);
        }
        down.remove(name);
    }

    private void awaitReady(ServiceProcess service) throws InterruptedException {
        long deadline = System.nanoTime() + READY.toNanos();
        while (service.isAlive() && System.nanoTime() < deadline && !ServiceProcess.isReady(http, service.url())) {
            Thread.sleep(LOOK_MS / 4);
        }
    }

    /** SIGSTOP to all that belongs to a process. */
    public void freeze(String name) throws IOException, InterruptedException {
        Signal.STOP.to(processIds(name));
    }

    /** SIGCONT. */
    public void thaw(String name) throws IOException, InterruptedException {
        Signal.CONT.to(processIds(name));
    }

    private List<Long> processIds(String name) throws IOException {
        ServiceProcess service = services.get(name);
        return service == null ? servers.allProcessIds(EmbeddedServers.Server.valueOf(name)) : List.of(service.pid());
    }

    /** What ends without being killed by us is worth knowing, and is started again as the real launcher would. */
    private void watch() {
        try {
            while (!closed.get()) {
                Thread.sleep(LOOK_MS);
                for (Map.Entry<String, ServiceProcess> service : services.entrySet()) {
                    if (!closed.get() && !service.getValue().isAlive() && down.add(service.getKey())) {
                        history.note(service.getKey()
                                + BY_ITSELF
                                + service.getValue().lastWords());
                        service.getValue().restart();
                        down.remove(service.getKey());
                    }
                }
            }
        } catch (IOException e) {
            history.note("the watch over the stack has ended: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The proxies. */
    public Wires wires() {
        return wires;
    }

    /** The store's disk, where it is small. */
    public Optional<SmallDisk> disk() {
        return disk;
    }

    /** Where platforms go. */
    public String ingest() {
        return url(INGEST);
    }

    /** The process of a service or worker. */
    public long pid(String name) {
        return service(name).pid();
    }

    /** Where a service or worker listens. */
    public String url(String name) {
        return service(name).url();
    }

    private ServiceProcess service(String name) {
        ServiceProcess service = services.get(name);
        if (service == null) {
            throw new Problem("The stack has no " + name + ".");
        }
        return service;
    }

    /** The broker, without a proxy. */
    public String kafka() {
        return servers.kafkaBootstrap();
    }

    /** The database, without a proxy. */
    public Rows rows() {
        return new Rows("jdbc:postgresql://" + servers.postgresAddress(), secrets.databasePassword());
    }

    /** The key of the first tenant, {@code local}. */
    public String apiKey() {
        return secrets.apiKey();
    }

    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            Signal.CONT.to(services.values().stream().map(ServiceProcess::pid).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        services.values().forEach(ServiceProcess::askToStop);
        services.values().forEach(ServiceProcess::awaitStop);
        servers.close();
        wires.close();
        if (disk.isPresent()) {
            disk.get().close();
        }
        http.close();
    }
}
