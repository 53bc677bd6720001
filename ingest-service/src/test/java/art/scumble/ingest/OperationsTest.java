package art.scumble.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks through the OpenAPI document, so that no operation is forgotten. */
@QuarkusTest
class OperationsTest extends IngestFixture {
    private static final List<String> SCOPES = List.of("read", "submit", "control", "webhooks", "keys");
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");

    /** What cara has, by the part of a path that names it. */
    private final Map<String, String> things = new HashMap<>();

    private record Operation(String method, String path, boolean takesBody) {
        boolean isOperators() {
            return path.startsWith("/v1/operator");
        }

        boolean namesSomething() {
            return path.contains("{");
        }
    }

    @BeforeEach
    void giveCaraThings() {
        String job = submit(List.of(entry("a.png")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 1);
        things.put("jobs", job);
        things.put("artworks", artworks(job).getString("artworks[0].id"));
        things.put("keys", newKey(List.of("read")).get("id").toString());
        things.put("webhooks", newEndpoint());
        things.put("tenants", "cara");
    }

    @Test
    void noneIsOpenToStrangers() {
        for (Operation operation : operations()) {
            assertThat(call(given(), operation).statusCode())
                    .as("without a key: %s", operation)
                    .isEqualTo(401);
            assertThat(call(as("nobody's"), operation).statusCode())
                    .as("with an unknown key: %s", operation)
                    .isEqualTo(401);
        }
    }

    @Test
    void eachNeedsOneScopeAndNoOther() {
        Map<String, RequestSpecification> lacking = new HashMap<>();
        for (String scope : SCOPES) {
            List<String> others = new ArrayList<>(SCOPES);
            others.remove(scope);
            lacking.put(scope, as(newKey(others).get("secret").toString()));
        }
        for (Operation operation : operations()) {
            List<String> needed = SCOPES.stream()
                    .filter(scope -> call(lacking.get(scope), operation).statusCode() == 403)
                    .toList();
            assertThat(needed)
                    .as("scopes that %s needs", operation)
                    .hasSize(operation.isOperators() ? SCOPES.size() : 1);
        }
    }

    @Test
    void noneShowsOrChangesWhatIsAnothersOrTellsThatItExists() {
        String before = everything();
        for (Operation operation : operations()) {
            if (operation.isOperators() || !operation.namesSomething()) {
                continue;
            }
            Response theirs = call(as(BusAndDatabase.STRANGER), operation);
            things.replaceAll((kind, id) ->
                    kind.equals("tenants") ? id : UUID.randomUUID().toString());
            Response nobodys = call(as(BusAndDatabase.STRANGER), operation);
            giveBack(before);
            assertThat(theirs.statusCode())
                    .as("a stranger asks for %s", operation)
                    .isIn(400, 404)
                    .isEqualTo(nobodys.statusCode());
        }
        assertThat(everything()).isEqualTo(before);
    }

    /** The ids as they were, from their own description. */
    private void giveBack(String before) {
        for (String line : before.split("\n", -1)) {
            String[] parts = line.split(" ", 3);
            things.put(parts[0], parts[1]);
        }
    }

    private String everything() {
        List<String> lines = new ArrayList<>();
        for (String kind : List.of("jobs", "artworks", "keys", "webhooks", "tenants")) {
            String id = things.getOrDefault(kind, "");
            String table = Map.of(
                            "jobs", "job",
                            "artworks", "artwork",
                            "keys", "api_key",
                            "webhooks", "webhook_endpoint",
                            "tenants", "tenant")
                    .getOrDefault(kind, "");
            lines.add(kind + " " + id + " "
                    + database.first(
                                    row -> row.getString(1),
                                    "SELECT md5(t::text) FROM ingest." + table + " AS t WHERE t.id::text = ?",
                                    id)
                            .orElse("gone"));
        }
        return String.join("\n", lines);
    }

    private List<Operation> operations() {
        JsonNode document;
        try {
            document = json.readTree(given().get("/q/openapi?format=json").asByteArray());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (VERBS.contains(operation.getKey())) {
                        operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue().has("requestBody")));
                    }
                }));
        assertThat(operations).as("the document's operations").hasSizeGreaterThan(20);
        return operations;
    }

    private Response call(RequestSpecification caller, Operation operation) {
        RequestSpecification request = given().spec(caller).redirects().follow(false);
        if (operation.takesBody()) {
            boolean lines = operation.path().equals("/v1/estimates");
            request.contentType(lines ? "application/x-ndjson" : "application/json")
                    .body("{}".getBytes(StandardCharsets.UTF_8));
        }
        String path = operation.path();
        for (Map.Entry<String, String> thing : things.entrySet()) {
            path = path.replaceFirst("/" + thing.getKey() + "/\\{\\w+}", "/" + thing.getKey() + "/" + thing.getValue());
        }
        return request.request(
                operation.method(),
                path.replaceAll("\\{\\w+}", UUID.randomUUID().toString()));
    }

    private static String newEndpoint() {
        return platform()
                .contentType("application/json")
                .body(Map.of("url", "https://93.184.215.14/hooks"))
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Map<String, Object> newKey(List<String> scopes) {
        return platform()
                .contentType("application/json")
                .body(Map.of("label", "test", "scopes", scopes))
                .post("/v1/keys")
                .jsonPath()
                .getMap("");
    }

    private static RequestSpecification as(String bearer) {
        return given().header("Authorization", "Bearer " + bearer);
    }
}
