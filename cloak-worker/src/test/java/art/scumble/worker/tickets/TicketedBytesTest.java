package art.scumble.worker.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.ArtworkRef;
import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.StoreRoom;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.task.PatientStore;
import art.scumble.worker.task.RoomWatch;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketedBytesTest {
    private static final byte[] FILE = "a picture".getBytes(StandardCharsets.UTF_8);

    private final List<String> asked = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private HttpServer store;
    private ArtworkBytes bytes;

    @BeforeEach
    void openTheStore() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", this::answer);
        store.start();
        bytes = new TicketedBytes(new Office());
    }

    @AfterEach
    void closeTheStore() {
        store.stop(0);
    }

    @Test
    void asksForANewTicketAfterOneThatTheStoreNoLongerHonours() {
        // Given
        answers.addAll(List.of(403, 200));
        // When
        assertThatThrownBy(() -> bytes.source(artwork(FILE))).isInstanceOf(TransientFailure.class);
        byte[] file = bytes.source(artwork(FILE));
        // Then
        assertThat(file).isEqualTo(FILE);
        assertThat(asked).containsExactly("ticket 1", "GET /1", "ticket 2", "GET /2");
    }

    @Test
    void refusesBytesThatAreNotThoseThatWereAdmitted() {
        // Given
        answers.add(200);
        // When, Then
        assertThatThrownBy(() -> bytes.source(artwork("another".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_CHANGED));
    }

    @Test
    void keepsAResultInHandWhileTheStoreIsAway() {
        // Given
        answers.addAll(List.of(503, 403, 200));
        ArtworkBytes patient = new PatientStore(bytes, Duration.ofMinutes(1), Clock.systemUTC());
        // When
        patient.storeResult(artwork(FILE), 1, MediaType.PNG, FILE);
        // Then
        assertThat(asked)
                .containsExactly("ticket 1", "PUT /1", "ticket 2", "PUT /2", "ticket 3", "PUT /3", "confirmation");
    }

    @Test
    void saysThatTheStoreIsFullUntilAResultFindsRoom() {
        // Given
        answers.addAll(List.of(507, 503, 200));
        StoreRoom room = new StoreRoom(Clock.systemUTC());
        ArtworkBytes watched = new RoomWatch(bytes, room);
        // When
        assertThatThrownBy(() -> watched.storeResult(artwork(FILE), 1, MediaType.PNG, FILE))
                .isInstanceOfSatisfying(
                        TransientFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.STORE_FULL));
        assertThatThrownBy(() -> watched.storeResult(artwork(FILE), 1, MediaType.PNG, FILE))
                .isInstanceOf(TransientFailure.class);
        // Then
        assertThat(room.lack()).hasValueSatisfying(reason -> assertThat(reason).contains("9 bytes"));
        // When
        watched.storeResult(artwork(FILE), 1, MediaType.PNG, FILE);
        // Then
        assertThat(room.lack()).isEmpty();
    }

    @Test
    void waitsForAStoreNoLongerThanItsPatience() {
        // Given
        answers.addAll(List.of(503, 503));
        ArtworkBytes patient = new PatientStore(bytes, Duration.ofSeconds(-1), Clock.systemUTC());
        // When, Then
        assertThatThrownBy(() -> patient.storeResult(artwork(FILE), 1, MediaType.PNG, FILE))
                .isInstanceOf(TransientFailure.class);
        assertThat(asked).containsExactly("ticket 1", "PUT /1");
    }

    private static ArtworkRef artwork(byte[] file) {
        return new ArtworkRef(new TenantId("cara"), new UUID(0, 1), Sha256.of(file), file.length, MediaType.PNG);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            int status = answers.removeFirst();
            exchange.sendResponseHeaders(status, status == 200 ? FILE.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(FILE);
            }
        }
    }

    /** Gives numbered tickets. */
    private final class Office implements TicketApi {
        private int given;

        @Override
        public Ticket source(SourceRequest request) {
            given++;
            asked.add("ticket " + given);
            return new Ticket("http://127.0.0.1:" + store.getAddress().getPort() + "/" + given);
        }

        @Override
        public Ticket result(ResultRequest request) {
            return source(new SourceRequest(request.tenant(), request.sha256()));
        }

        @Override
        public void confirm(Confirmation request) {
            asked.add("confirmation");
        }
    }
}
