package art.scumble.chaos.stack;

import static art.scumble.chaos.stack.ChaosStack.CATALOG;
import static art.scumble.chaos.stack.ChaosStack.GATEWAY;
import static art.scumble.chaos.stack.ChaosStack.INGEST;
import static art.scumble.chaos.stack.ChaosStack.WORKER;

import art.scumble.embedded.EmbeddedServers;
import art.scumble.local.Secrets;
import art.scumble.local.ServiceProcess;
import art.scumble.local.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which part talks to which through which port. Everything is told the near end of a wire where the real launcher tells
 * the other part's address.
 */
final class Wiring {
    private static final String LOOPBACK = "http://127.0.0.1:";
    private static final String KAFKA = "KAFKA";
    private static final String POSTGRES = "POSTGRES";

    private final List<String> workers = new ArrayList<>();
    private final Map<String, Integer> own = new HashMap<>();
    private final Map<String, Integer> doors = new LinkedHashMap<>();
    private final Map<String, Integer> near = new HashMap<>();
    private final Wires wires;

    private Wiring(int count, Wires wires) throws IOException {
        this.wires = wires;
        for (int i = 1; i <= count; i++) {
            workers.add(WORKER + "-" + i);
        }
        List<String> all = new ArrayList<>(List.of(GATEWAY, CATALOG, INGEST));
        all.addAll(workers);
        List<String> clients = new ArrayList<>(List.of(INGEST));
        clients.addAll(workers);
        List<Integer> ports = EmbeddedServers.freePorts(all.size() + clients.size());
        for (int i = 0; i < all.size(); i++) {
            own.put(all.get(i), ports.get(i));
        }
        for (int i = 0; i < clients.size(); i++) {
            doors.put(clients.get(i), ports.get(all.size() + i));
        }
    }

    /** Lays the wires to the broker, which needs to know them when it starts. */
    static Wiring begin(int workers, Wires wires) throws IOException {
        Wiring wiring = new Wiring(workers, wires);
        for (Map.Entry<String, Integer> door : wiring.doors.entrySet()) {
            wiring.lay(door.getKey(), KAFKA, door.getValue());
        }
        return wiring;
    }

    /** The broker's, one for each client. */
    List<EmbeddedServers.Door> doors() {
        return doors.entrySet().stream()
                .map(door -> new EmbeddedServers.Door(door.getValue(), near(door.getKey(), KAFKA)))
                .toList();
    }

    /** Lays all others. */
    void complete(EmbeddedServers servers) throws IOException {
        int postgres = port("tcp://" + servers.postgresAddress());
        for (String client : List.of(INGEST, GATEWAY, CATALOG)) {
            lay(client, POSTGRES, postgres);
        }
        int store = port(servers.s3Endpoint());
        near.put(GATEWAY + "→store", wires.layToStore(GATEWAY, wires.lay(GATEWAY, "S3", store)));
        near.put(WORKER + "→store", wires.layToStore(WORKER, wires.lay(WORKER, "S3", store)));
        lay(INGEST, GATEWAY, own(GATEWAY));
        for (String worker : workers) {
            lay(worker, GATEWAY, own(GATEWAY));
            lay(worker, CATALOG, own(CATALOG));
        }
    }

    private void lay(String from, String to, int port) throws IOException {
        near.put(from + "→" + to, wires.lay(from, to, port));
    }

    /** How each service is started. */
    List<ServiceProcess.Plan> services(ChaosStack.Plan plan, EmbeddedServers servers, Secrets secrets) {
        Settings settings = new Settings(servers, secrets, Optional.empty());
        List<ServiceProcess.Plan> services = new ArrayList<>();
        Map<String, String> gateway = onDatabase(settings.gateway(), GATEWAY);
        gateway.put("quarkus.minio.host", LOOPBACK + near(GATEWAY, "store"));
        gateway.put("scumble.gateway.worker-endpoint", LOOPBACK + near(WORKER, "store"));
        services.add(new ServiceProcess.Plan(GATEWAY, GATEWAY, own(GATEWAY), "256m", gateway));
        Map<String, String> catalog = onDatabase(settings.catalog(Optional.empty()), CATALOG);
        services.add(new ServiceProcess.Plan(CATALOG, CATALOG, own(CATALOG), "160m", catalog));
        Map<String, String> ingest =
                onDatabase(settings.ingest(LOOPBACK + near(INGEST, GATEWAY), plan.workers(), "cost-model"), INGEST);
        ingest.put("kafka.bootstrap.servers", "127.0.0.1:" + near(INGEST, KAFKA));
        ingest.put("scumble.ingest.silence", plan.silence().toString());
        ingest.put("scumble.ingest.passed-by", plan.passedBy().toString());
        services.add(new ServiceProcess.Plan(INGEST, INGEST, own(INGEST), "256m", ingest));
        for (String worker : workers) {
            services.add(new ServiceProcess.Plan(
                    WORKER, worker, own(worker), plan.workerHeap(), worker(worker, plan, secrets)));
        }
        return services;
    }

    private Map<String, String> onDatabase(Map<String, String> settings, String client) {
        settings.put(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + near(client, POSTGRES) + "/scumble");
        return settings;
    }

    private Map<String, String> worker(String worker, ChaosStack.Plan plan, Secrets secrets) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "kafka.bootstrap.servers",
                "127.0.0.1:" + near(worker, KAFKA),
                "quarkus.rest-client.gateway.url",
                LOOPBACK + near(worker, GATEWAY),
                "quarkus.rest-client.catalog.url",
                LOOPBACK + near(worker, CATALOG),
                "scumble.auth.token",
                secrets.workerToken(),
                "scumble.worker.id",
                worker));
        plan.secondsPerMegapixel()
                .ifPresentOrElse(
                        seconds -> settings.put(
                                "scumble.worker.simulated-seconds-per-megapixel", Double.toString(seconds)),
                        () -> settings.put("scumble.worker.encoders", "scumble-s,scumble-r"));
        return settings;
    }

    private int near(String from, String to) {
        return near.getOrDefault(from + "→" + to, 0);
    }

    private int own(String name) {
        return own.getOrDefault(name, 0);
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }
}
