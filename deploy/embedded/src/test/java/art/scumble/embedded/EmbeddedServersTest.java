package art.scumble.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class EmbeddedServersTest {
    @Test
    void startsAllServersAndBringsAKilledOneBackWithItsData() throws Exception {
        // Given
        try (EmbeddedServers servers = EmbeddedServers.forTests(EnumSet.allOf(EmbeddedServers.Server.class))) {
            String url = "jdbc:postgresql://" + servers.postgresAddress();
            execute(url, "CREATE TABLE kept (n int)", "test");
            // When
            servers.kill(EmbeddedServers.Server.POSTGRES);
            servers.restart(EmbeddedServers.Server.POSTGRES);
            // Then
            execute(url, "INSERT INTO kept VALUES (1)", "test");
            assertThatThrownBy(() -> execute(url, "SELECT 1", "wrong")).isInstanceOf(SQLException.class);
            assertThat(anonymousStatus(servers.s3Endpoint())).isEqualTo(403);
            assertThat(config(servers.kafkaBootstrap(), ConfigResource.Type.GROUP, Topics.WORKER_GROUP))
                    .containsEntry("share.auto.offset.reset", "earliest")
                    .containsEntry("share.renew.acknowledge.enable", "true");
        }
    }

    @Test
    void keepsWorkAndOutcomesHoweverLongAnInstallationIsStopped() throws Exception {
        // Given
        try (EmbeddedServers servers = EmbeddedServers.forTests(EnumSet.of(EmbeddedServers.Server.KAFKA))) {
            // Then
            for (String topic : List.of(Topics.INTERACTIVE_TASKS, Topics.BULK_TASKS, Topics.TASK_EVENTS)) {
                assertThat(config(servers.kafkaBootstrap(), ConfigResource.Type.TOPIC, topic))
                        .as(topic)
                        .containsEntry("retention.ms", "-1")
                        .containsEntry("retention.bytes", "-1")
                        .containsEntry("cleanup.policy", "delete");
            }
        }
    }

    @Test
    void stopsADatabaseWhoseGuardianWasKilled() throws Exception {
        // Given
        try (EmbeddedServers servers = EmbeddedServers.forTests(EnumSet.of(EmbeddedServers.Server.POSTGRES))) {
            long guardian = servers.processIds().get(EmbeddedServers.Server.POSTGRES);
            String url = "jdbc:postgresql://" + servers.postgresAddress();
            // When
            ProcessHandle.of(guardian).orElseThrow().destroyForcibly();
            // Then
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (answers(url) || servers.ended().isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(50);
            }
            // When
            servers.restart(EmbeddedServers.Server.POSTGRES);
            // Then
            assertThat(answers(url)).isTrue();
        }
    }

    private static boolean answers(String url) {
        try {
            execute(url, "SELECT 1", "test");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(String url, String sql, String password) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int anonymousStatus(String endpoint) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(endpoint + "/bucket"))
                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static Map<String, String> config(String bootstrap, ConfigResource.Type type, String name)
            throws Exception {
        ConfigResource resource = new ConfigResource(type, name);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Config config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            return config.entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        }
    }
}
