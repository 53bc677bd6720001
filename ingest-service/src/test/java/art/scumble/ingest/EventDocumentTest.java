package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.CloakTask;
import art.scumble.contract.JobControl;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.Topics;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of all messages is checked in, and made of the records and golden files that they are. */
class EventDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "asyncapi.yaml");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "webhook");

    private final ObjectMapper json = new ObjectMapper();
    private final EventSchemas schemas = new EventSchemas();

    @Test
    void theAsyncApiDocumentIsTheOneThatIsCheckedIn() throws IOException {
        // When
        YAMLMapper yaml = new YAMLMapper(YAMLFactory.builder()
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build());
        String document = yaml.writeValueAsString(document());
        Path actual = Files.writeString(Path.of("target", "asyncapi.yaml"), document);
        // Then
        assertThat(document)
                .as("if the change is meant: cp ingest-service/%s docs/asyncapi.yaml", actual)
                .isEqualTo(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "");
    }

    private ObjectNode document() throws IOException {
        ObjectNode document = json.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Scumble")
                .put("version", "v1")
                .put("description", "What the services say to each other over Kafka, and to platforms by webhooks.");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode messages = json.createObjectNode();
        for (String topic : List.of(Topics.INTERACTIVE_TASKS, Topics.BULK_TASKS)) {
            channel(channels, operations, topic, "CloakTask", "One attempt at protecting one artwork, for any worker.");
        }
        channel(channels, operations, Topics.TASK_EVENTS, "TaskEvent", "What workers say of their tasks, to ingest.");
        channel(channels, operations, Topics.CONTROL, "JobControl", "What ingest orders of jobs, to all workers.");
        message(messages, "CloakTask", schemas.of(CloakTask.class));
        message(messages, "TaskEvent", schemas.of(TaskEvent.class));
        message(messages, "JobControl", schemas.of(JobControl.class));
        webhooks(channels, operations, messages);
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("schemas", schemas.schemas());
        return document;
    }

    private static void channel(
            ObjectNode channels, ObjectNode operations, String topic, String message, String description) {
        String name = topic.replace('.', '-');
        channels.putObject(name)
                .put("address", topic)
                .put("description", description)
                .putObject("messages")
                .putObject(message)
                .put("$ref", "#/components/messages/" + message);
        operations
                .putObject("send-" + name)
                .put("action", "send")
                .putObject("channel")
                .put("$ref", "#/channels/" + name);
    }

    private static void message(ObjectNode messages, String name, ObjectNode payload) {
        messages.putObject(name).put("contentType", "application/json").set("payload", payload);
    }

    /** Their bytes are pinned by golden files, which stand here as examples. */
    private void webhooks(ObjectNode channels, ObjectNode operations, ObjectNode messages) throws IOException {
        ObjectNode channel = channels.putObject("webhooks")
                .put(
                        "description",
                        "A POST to each endpoint that wants to know, as Standard Webhooks has it; see webhooks.md.");
        ObjectNode of = channel.putObject("messages");
        List<Path> golden;
        try (Stream<Path> files = Files.list(GOLDEN)) {
            golden = files.filter(file -> !file.toString().contains("-hard"))
                    .sorted()
                    .toList();
        }
        for (Path file : golden) {
            JsonNode example = json.readTree(file.toFile());
            String name = example.path("type").asText();
            ObjectNode message = messages.putObject(name).put("contentType", "application/json");
            message.putArray("examples").addObject().set("payload", example);
            of.putObject(name).put("$ref", "#/components/messages/" + name);
        }
        operations
                .putObject("send-webhooks")
                .put("action", "send")
                .putObject("channel")
                .put("$ref", "#/channels/webhooks");
    }
}
