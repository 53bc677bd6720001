package art.scumble.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.FailureCode;
import art.scumble.http.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The API's documents are checked in, so that a change of the API is seen as one. */
@QuarkusTest
class ApiDocumentTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void theOpenApiDocumentIsTheOneThatIsCheckedIn() throws IOException {
        // Given
        String served = given().get("/q/openapi").asString();
        Path actual = Files.writeString(Path.of("target", "openapi.yaml"), served);
        // Then
        assertThat(served)
                .as("if the change is meant: cp ingest-service/%s docs/openapi.yaml", actual)
                .isEqualTo(Files.readString(DOCS.resolve("openapi.yaml")));
    }

    @Test
    void everyProblemAndFailureIsListed() throws IOException {
        // Given
        String api = Files.readString(DOCS.resolve("api.md"));
        // Then
        for (ProblemType type : ProblemType.values()) {
            assertThat(api).contains("| `" + type.uri() + "` | " + type.status() + " |");
        }
        for (FailureCode code : FailureCode.values()) {
            assertThat(api).contains("| `" + code + "` | " + code.advice() + " |");
        }
    }
}
