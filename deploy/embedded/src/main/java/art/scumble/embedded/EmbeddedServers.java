package art.scumble.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A set of real servers on free loopback ports, each in a JVM of its own, so that each can be killed and restarted by
 * itself. Closing stops them; so does the death of this JVM, however it dies.
 */
public final class EmbeddedServers implements AutoCloseable {
    /** What can be started. */
    public enum Server {
        KAFKA,
        POSTGRES,
        S3
    }

    /**
     * Credentials of the servers.
     *
     * @param postgresPassword letters and digits
     * @param s3AccessKey letters and digits
     * @param s3SecretKey letters and digits
     */
    public record Credentials(String postgresPassword, String s3AccessKey, String s3SecretKey) {}

    /**
     * A further way to the broker, for clients that come through a proxy: a client goes where the broker says it is.
     *
     * @param port where the broker listens for them
     * @param advertisedPort where it tells them to go
     */
    public record Door(int port, int advertisedPort) {}

    private static final String LOCK_MS = "15000";
    private static final int LOWEST_PORT = 10_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final int MOST_PORT_TRIES = 1000;

    private final Path home;
    private final Path data;
    private final Credentials credentials;
    private final List<Door> doors;
    private boolean temporary;
    private final Map<Server, List<Integer>> ports = new EnumMap<>(Server.class);
    private final Map<Server, ServerProcess> running = new EnumMap<>(Server.class);

    private EmbeddedServers(Path home, Path data, Credentials credentials, List<Door> doors) {
        this.home = home;
        this.data = data;
        this.credentials = credentials;
        this.doors = List.copyOf(doors);
    }

    /**
     * Starts servers and returns when all of them answer.
     *
     * @param home the folder with {@code classes} and {@code lib} of this module
     * @param data where they keep their files and logs; what an earlier run left there is used again
     * @throws IOException with the server's last words if one does not start
     */
    public static EmbeddedServers start(Set<Server> wanted, Path home, Path data, Credentials credentials)
            throws IOException {
        return start(wanted, home, data, credentials, List.of());
    }

    /** The same, with further ways to the broker. */
    public static EmbeddedServers start(
            Set<Server> wanted, Path home, Path data, Credentials credentials, List<Door> doors) throws IOException {
        EmbeddedServers servers = new EmbeddedServers(home, data, credentials, doors);
        try {
            List<Integer> free = freePorts(4);
            servers.ports.put(Server.KAFKA, free.subList(0, 2));
            servers.ports.put(Server.POSTGRES, free.subList(2, 3));
            servers.ports.put(Server.S3, free.subList(3, 4));
            for (Server server : wanted) {
                servers.launch(server);
            }
            for (ServerProcess process : servers.running.values()) {
                process.awaitReady();
            }
            return servers;
        } catch (IOException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** As {@link #start}, for tests: home from the system property {@code scumble.embedded.home}, data that close deletes. */
    public static EmbeddedServers forTests(Set<Server> wanted) {
        try {
            Path home = Path.of(System.getProperty("scumble.embedded.home", "../deploy/embedded/target"));
            Path data = Files.createTempDirectory("scumble-test-");
            EmbeddedServers servers = start(wanted, home, data, new Credentials("test", "test", "testsecret"));
            servers.temporary = true;
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code host:port} of the broker. */
    public String kafkaBootstrap() {
        return "127.0.0.1:" + port(Server.KAFKA);
    }

    /** {@code host:port/database} of the database, to be prefixed by the driver's scheme. */
    public String postgresAddress() {
        return "127.0.0.1:" + port(Server.POSTGRES) + "/scumble";
    }

    /** The URL of the object store. */
    public String s3Endpoint() {
        return "http://127.0.0.1:" + port(Server.S3);
    }

    /** The credentials that the servers were started with. */
    public Credentials credentials() {
        return credentials;
    }

    /** The process ids of the servers that run, by server. */
    public Map<Server, Long> processIds() {
        Map<Server, Long> ids = new EnumMap<>(Server.class);
        running.forEach((server, process) -> ids.put(server, process.pid()));
        return ids;
    }

    /** All processes of a server that runs; the database has one for each connection. */
    public List<Long> allProcessIds(Server server) throws IOException {
        List<Long> ids = new ArrayList<>();
        ServerProcess process = running.get(server);
        if (process != null) {
            ids.add(process.pid());
        }
        if (server == Server.POSTGRES) {
            PostgresServer.survivor(dataOf(server).resolve("cluster")).ifPresent(postmaster -> {
                ids.add(postmaster.pid());
                postmaster.descendants().map(ProcessHandle::pid).forEach(ids::add);
            });
        }
        return ids;
    }

    /** The servers that have ended by themselves. */
    public Set<Server> ended() {
        Set<Server> ended = EnumSet.noneOf(Server.class);
        running.forEach((server, process) -> {
            if (!process.isAlive()) {
                ended.add(server);
            }
        });
        return ended;
    }

    /** Kills a server as kill -9 does. */
    public void kill(Server server) throws IOException {
        ServerProcess process = running.remove(server);
        if (process != null) {
            process.kill();
        }
        if (server == Server.POSTGRES) {
            PostgresServer.survivor(dataOf(server).resolve("cluster")).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Starts a killed or ended server again, on its port and its data. */
    public void restart(Server server) throws IOException {
        launch(server).awaitReady();
    }

    @Override
    public void close() {
        running.values().forEach(ServerProcess::askToStop);
        running.values().forEach(ServerProcess::awaitStop);
        running.clear();
        if (temporary) {
            delete(data);
        }
    }

    /** As far as it can be: what is left in a temporary folder is no reason to fail. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(EmbeddedServers.class.getName())
                    .log(System.Logger.Level.DEBUG, "could not delete all of " + folder, e);
        }
    }

    private ServerProcess launch(Server server) throws IOException {
        Path folder = Files.createDirectories(dataOf(server));
        String own = folder.toString();
        List<Integer> port = ports.getOrDefault(server, List.of());
        ServerProcess process = switch (server) {
            case KAFKA ->
                new ServerProcess(server, command("KafkaServer", "512m", kafkaArguments(port, own)), Map.of(), folder);
            case POSTGRES ->
                new ServerProcess(
                        server,
                        command("PostgresServer", "256m", port.getFirst().toString(), own),
                        Map.of("POSTGRES_PASSWORD", credentials.postgresPassword()),
                        folder);
            case S3 ->
                new ServerProcess(
                        server,
                        command("S3Server", "256m", port.getFirst().toString(), own),
                        Map.of(
                                "S3_ACCESS_KEY", credentials.s3AccessKey(),
                                "S3_SECRET_KEY", credentials.s3SecretKey()),
                        folder);
        };
        running.put(server, process);
        return process;
    }

    private String[] kafkaArguments(List<Integer> port, String folder) {
        List<String> arguments =
                new ArrayList<>(List.of(port.get(0).toString(), port.get(1).toString(), folder, LOCK_MS));
        doors.forEach(door -> arguments.add(door.port() + ":" + door.advertisedPort()));
        return arguments.toArray(new String[0]);
    }

    private List<String> command(String mainClass, String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home.resolve("classes") + File.pathSeparator + home.resolve("lib") + "/*",
                "art.scumble.embedded." + mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path dataOf(Server server) {
        return data.resolve(server.name().toLowerCase(Locale.ROOT));
    }

    private int port(Server server) {
        return ports.getOrDefault(server, List.of()).getFirst();
    }

    /**
     * Ports that are free now: all are held at once, so that no two are the same. None is of those that the system gives
     * to outgoing connections: one of them could take it before its server starts, or while that is started again.
     */
    public static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; held.size() < count; i++) {
                int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
                try {
                    held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                } catch (BindException taken) {
                    if (i > MOST_PORT_TRIES) {
                        throw taken;
                    }
                }
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
