package art.scumble.chaos.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket client = echo.accept();
                    Thread.ofVirtual().start(() -> answer(client));
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        proxy = new TcpProxy("test", echo.getLocalPort());
    }

    private static void answer(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // It was torn, as some tests want.
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    private Socket client() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(400);
        return client;
    }

    private static int roundTrip(Socket client, int word) throws IOException {
        client.getOutputStream().write(word);
        return client.getInputStream().read();
    }

    @Test
    void carriesWhatIsSaidBothWays() throws IOException {
        try (Socket client = client()) {
            assertThat(roundTrip(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void isLateByTheDelayInEachDirection() throws IOException {
        // Given
        try (Socket client = client()) {
            client.setSoTimeout(5000);
            roundTrip(client, 1);
            proxy.delay(Duration.ofMillis(200));
            long begun = System.nanoTime();
            // When
            int answer = roundTrip(client, 2);
            // Then
            assertThat(answer).isEqualTo(2);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
    }

    @Test
    void hasSeveralLateAnswersUnderWayAtOnce() throws Exception {
        // Given
        try (Socket client = client()) {
            client.setSoTimeout(5000);
            roundTrip(client, 1);
            proxy.delayAnswers(Duration.ofMillis(600));
            long begun = System.nanoTime();
            // When
            for (int word = 2; word < 7; word++) {
                client.getOutputStream().write(word);
                Thread.sleep(20);
            }
            for (int word = 2; word < 7; word++) {
                assertThat(client.getInputStream().read()).isEqualTo(word);
            }
            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(600), Duration.ofMillis(2500));
        }
    }

    @Test
    void losesAnAnswerWithItsConnection() throws IOException {
        // Given
        try (Socket client = client()) {
            roundTrip(client, 1);
            proxy.loseAnswers(1);
            // When, Then
            assertThatThrownBy(() -> {
                        if (roundTrip(client, 2) < 0) {
                            throw new IOException("it has ended");
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        proxy.heal();
        try (Socket fresh = client()) {
            assertThat(roundTrip(fresh, 3)).isEqualTo(3);
        }
    }

    @Test
    void holdsBackWhileSilentAndDeliversAfterwards() throws IOException {
        // Given
        try (Socket client = client()) {
            roundTrip(client, 1);
            proxy.silence();
            // When, Then
            assertThatThrownBy(() -> roundTrip(client, 2)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            client.setSoTimeout(5000);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void tearsWhatIsOpenAndTakesWhatIsNew() throws IOException {
        // Given
        try (Socket torn = client()) {
            roundTrip(torn, 1);
            // When
            proxy.tear();
            // Then
            assertThatThrownBy(() -> {
                        if (roundTrip(torn, 2) < 0) {
                            throw new IOException("it has ended");
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        try (Socket fresh = client()) {
            assertThat(roundTrip(fresh, 3)).isEqualTo(3);
        }
    }
}
