package art.scumble.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import art.scumble.contract.MediaType;
import art.scumble.contract.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StoreAndDatabase.class)
class ListingTest {
    @TempDir
    Path folder;

    @Inject
    ObjectStore store;

    @BeforeEach
    void makesTheBucket() {
        store.requireBucket();
    }

    @Test
    void listsATenantsOwnSourcesPageByPage() throws Exception {
        // Given
        List<String> expected = new ArrayList<>();
        for (int i = 10; i < 17; i++) {
            expected.add("hall/" + i + ".png");
            write("lister", "hall/" + i + ".png", i);
        }
        write("lister", "yard/1.png", 1);
        // When
        List<String> listed = new ArrayList<>();
        String after = null;
        do {
            ValidatableResponse page = list("lister", "hall/", after, 3).statusCode(200);
            List<String> keys = page.extract().path("objects.key");
            assertThat(keys).hasSizeLessThanOrEqualTo(3);
            listed.addAll(keys);
            after = page.extract().path("next");
        } while (after != null);
        // Then
        assertThat(listed).isEqualTo(expected);
        list("lister", "hall/10", null, 3)
                .body("objects[0].sizeBytes", equalTo(10))
                .body("next", nullValue());
        list("lister", "", null, 1000).body("objects.size()", equalTo(8));
    }

    @Test
    void leavesFolderMarkersOut() throws Exception {
        // Given
        write("marked", "room/", 0);
        write("marked", "room/1.png", 1);
        // Then
        list("marked", "", null, 1000).statusCode(200).body("objects.key", equalTo(List.of("room/1.png")));
    }

    @Test
    void neverListsAnotherTenants() throws Exception {
        // Given
        write("first", "secret.png", 1);
        write("first-of-all", "secret.png", 1);
        // Then
        list("second", "", null, 1000).statusCode(200).body("objects", empty());
        list("first", "", null, 1000).body("objects.size()", equalTo(1));
        list("second", "", "../../first/source/", 1000).statusCode(200).body("objects", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../", "../../first/", "a/./b", "a\nb", ".."})
    void refusesAPrefixThatLeavesTheTenantsFolder(String prefix) {
        list("second", prefix, null, 10).statusCode(422).body("code", equalTo("BAD_REQUEST"));
    }

    @Test
    void refusesAPageOfNothingOrOfTooMuch() {
        list("second", "", null, 0).statusCode(400).body("detail", containsString("limit"));
        list("second", "", null, 1001).statusCode(400);
        Calls.post("ingest", "/v1/listings", Map.of("tenant", "second")).statusCode(400);
        Calls.post("worker", "/v1/listings", Map.of("tenant", "second", "prefix", ""))
                .statusCode(403);
    }

    private static ValidatableResponse list(String tenant, String prefix, @Nullable String after, int limit) {
        Map<String, Object> request = new HashMap<>(Map.of("tenant", tenant, "prefix", prefix, "limit", limit));
        if (after != null) {
            request.put("after", after);
        }
        return Calls.post("ingest", "/v1/listings", request);
    }

    private void write(String tenant, String key, int size) throws Exception {
        Path local = Files.write(folder.resolve("source"), new byte[size]);
        store.write(ObjectKeys.ownSources(new TenantId(tenant)) + key, local, MediaType.PNG);
    }
}
