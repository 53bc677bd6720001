package art.scumble.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(StoreAndDatabase.class)
class TenantBucketTest {
    @TempDir
    Path folder;

    @Inject
    ObjectStore installation;

    @Inject
    TenantBuckets buckets;

    @BeforeEach
    void makesTheBuckets() {
        installation.requireBucket();
        buckets.sources(StoreAndDatabase.MUSEUM).store().requireBucket();
    }

    @Test
    void readsSourcesFromTheTenantsOwnBucket() throws Exception {
        // Given
        byte[] png = "\u0089PNG\r\n\u001a\n in the museum".getBytes(StandardCharsets.ISO_8859_1);
        Path local = Files.write(folder.resolve("source"), png);
        ObjectStore own = buckets.sources(StoreAndDatabase.MUSEUM).store();
        own.write("incoming/hall/1.png", local, MediaType.PNG);
        own.write("elsewhere/2.png", local, MediaType.PNG);
        installation.write(ObjectKeys.ownSources(StoreAndDatabase.MUSEUM) + "3.png", local, MediaType.PNG);
        // Then
        Calls.post("ingest", "/v1/listings", Map.of("tenant", "museum", "prefix", ""))
                .statusCode(200)
                .body("objects.key", hasItem("hall/1.png"))
                .body("objects.key", not(hasItem(anyOf(containsString("elsewhere"), containsString("3.png")))));
        Calls.post("ingest", "/v1/admissions", Map.of("tenant", "museum", "sourceKey", "hall/1.png"))
                .statusCode(200)
                .body("sha256", equalTo(Sha256.of(png).hex()));
        Calls.post("ingest", "/v1/admissions", Map.of("tenant", "museum", "sourceKey", "3.png"))
                .statusCode(422)
                .body("code", equalTo("SOURCE_MISSING"));
        assertThat(installation.size(ObjectKeys.admitted(StoreAndDatabase.MUSEUM, Sha256.of(png))))
                .isPresent();
    }

    @Test
    void listsNoDeliveredResultAsASource() {
        // Given
        StoreAndDatabase.exact().put("nested/1.png", new byte[] {1});
        StoreAndDatabase.exact().put("nested/safe/1.png", new byte[] {2});
        StoreAndDatabase.exact().put("nested/safer.png", new byte[] {3});
        // Then
        Calls.post("ingest", "/v1/listings", Map.of("tenant", "nested", "prefix", ""))
                .statusCode(200)
                .body("objects.key", equalTo(List.of("1.png", "safer.png")));
    }

    @Test
    void keepsCredentialsOutOfErrorsAndLogsWhenABucketRefuses() {
        // Given
        List<String> log = new CopyOnWriteArrayList<>();
        ExtHandler handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord written) {
                log.add(getFormatter().format(written));
            }
        };
        handler.setFormatter(new PatternFormatter("%s%e%n"));
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        // When
        ValidatableResponse answer;
        try {
            answer = Calls.post("ingest", "/v1/listings", Map.of("tenant", "locked-out", "prefix", ""));
        } finally {
            root.removeHandler(handler);
        }
        // Then
        answer.statusCode(503)
                .body("code", equalTo("STORE_UNAVAILABLE"))
                .body("detail", containsString("the tenant's bucket refuses"));
        assertThat(log.toString()).contains("STORE_UNAVAILABLE");
        assertThat(log + answer.extract().asString())
                .doesNotContain(StoreAndDatabase.WRONG_ACCESS_KEY, StoreAndDatabase.WRONG_SECRET_KEY);
        given().get("/q/health/ready").then().statusCode(200);
    }
}
