package art.scumble.gateway;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** The service's callers. */
final class Calls {
    private Calls() {}

    static ValidatableResponse post(String caller, String path, Object body) {
        return given().header("Authorization", "Bearer " + caller + "-token")
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }
}
