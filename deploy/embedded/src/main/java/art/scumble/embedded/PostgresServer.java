package art.scumble.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** PostgreSQL on loopback, durable, with one database {@code scumble} and a password for its only role. */
public final class PostgresServer {
    private static final String DATABASE = "scumble";

    private PostgresServer() {}

    /** Arguments: port, data directory. Environment: {@code POSTGRES_PASSWORD}, letters and digits only. */
    public static void main(String[] args) throws Exception {
        PrintStream parent = System.out;
        ParentWatch.start();
        String password = System.getenv("POSTGRES_PASSWORD");
        if (!password.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("the database password must be letters and digits");
        }
        Path data = Path.of(args[1]);
        stopSurvivor(data.resolve("cluster"));
        EmbeddedPostgres postgres = start(Integer.parseInt(args[0]), data, password);
        secure(postgres, data.resolve("cluster"), password);
        guard(data.resolve("cluster"));
        parent.println("READY");
        Thread.currentThread().join();
    }

    private static EmbeddedPostgres start(int port, Path data, String password) throws IOException {
        Files.createDirectories(data.resolve("binaries"));
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.resolve("cluster"))
                .setOverrideWorkingDirectory(data.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1")
                // The lock file of a socket in /tmp would outlive a killed postmaster.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        data.resolve("postgres.log").toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        data.resolve("postgres.log").toFile()))
                .setPGStartupWait(Duration.ofSeconds(30))
                .start();
    }

    /**
     * Stops PostgreSQL when this JVM has gone, however it went: a kill -9 runs no hook, and the postmaster is no child of
     * ours that would notice.
     */
    private static void guard(Path cluster) throws IOException {
        if (Files.isExecutable(Path.of("/bin/sh"))) {
            String untilOurEnd = "trap '' INT TERM HUP; cat >/dev/null; kill -INT \"$(head -n 1 \"$0\")\"";
            new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            untilOurEnd,
                            cluster.resolve("postmaster.pid").toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }

    /** A fresh cluster trusts everybody on loopback; ours asks for the password. */
    private static void secure(EmbeddedPostgres postgres, Path cluster, String password)
            throws SQLException, IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres PASSWORD '" + password + "'");
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            // The database last: it is the mark that all of this was done.
            Files.writeString(cluster.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    /** The postmaster of a cluster whose guardian was killed, if it still runs. */
    static Optional<ProcessHandle> survivor(Path cluster) throws IOException {
        Path lock = cluster.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }

    private static void stopSurvivor(Path cluster) throws Exception {
        Optional<ProcessHandle> survivor = survivor(cluster);
        if (survivor.isPresent()) {
            // It waits for its clients, which may wait for it.
            survivor.get().destroy();
            try {
                survivor.get().onExit().get(5, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                survivor.get().destroyForcibly();
                survivor.get().onExit().get(30, TimeUnit.SECONDS);
            }
        }
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }
}
