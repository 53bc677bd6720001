package art.scumble.http.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.PermanentFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGuardTest {
    private static final String PUBLIC = "93.184.215.14";
    private static final Map<String, List<String>> NAMES = Map.of(
            "public.example", List.of(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"),
            "loopback.example", List.of("127.0.0.1"),
            "loopback6.example", List.of("::1"),
            "both.example", List.of(PUBLIC, "127.0.0.1"),
            "both6.example", List.of(PUBLIC, "::1"),
            "metadata.example", List.of("169.254.169.254"),
            "nat64.example", List.of("64:ff9b::7f00:1"),
            "teredo.example", List.of("2001:0:4136:e378:8000:63bf:80ff:fffe"),
            "any.example", List.of("0.0.0.0"),
            "127.0.0.1.nip.example", List.of("127.0.0.1"));

    private static Vertx vertx;
    private static OutboundClient client;
    private static Canary canary;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        client = new OutboundClient(vertx, new HttpClientOptions(), 8, Duration.ofSeconds(30), Duration.ofSeconds(30));
        canary = Canary.everywhere();
    }

    @AfterAll
    static void stop() throws Exception {
        canary.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Loopback, as people write it and as they don't.
                "https://127.0.0.1:PORT/",
                "https://127.0.0.2:PORT/",
                "https://127.255.255.254:PORT/",
                "https://127.1:PORT/",
                "https://127.0.1:PORT/",
                "https://2130706433:PORT/",
                "https://0x7f000001:PORT/",
                "https://0X7F.1:PORT/",
                "https://0x7f.0x0.0x0.0x1:PORT/",
                "https://017700000001:PORT/",
                "https://0177.0.0.1:PORT/",
                "https://0177.0.0.01:PORT/",
                "https://127.0.0.01:PORT/",
                "https://127.000.000.001:PORT/",
                "https://127.0.0.0x1:PORT/",
                "https://127.0.0.257:PORT/",
                "https://0.0.0.0:PORT/",
                "https://0:PORT/",
                "https://0x0:PORT/",
                "https://00.0.0.0:PORT/",
                "https://localhost:PORT/",
                "https://LocalHost:PORT/",
                "https://localhost.:PORT/",
                "https://127.0.0.1.:PORT/",
                "https://loopback.example:PORT/",
                "https://loopback.example.:PORT/",
                "https://loopback6.example:PORT/",
                "https://127.0.0.1.nip.example:PORT/",
                "https://any.example:PORT/",
                // One good address beside a bad one.
                "https://both.example:PORT/",
                "https://both6.example:PORT/",
                // IPv6, and IPv4 within it.
                "https://[::1]:PORT/",
                "https://[0:0:0:0:0:0:0:1]:PORT/",
                "https://[0000:0000:0000:0000:0000:0000:0000:0001]:PORT/",
                "https://[::]:PORT/",
                "https://[::ffff:127.0.0.1]:PORT/",
                "https://[::ffff:7f00:1]:PORT/",
                "https://[0:0:0:0:0:ffff:7f00:1]:PORT/",
                "https://[::ffff:0:7f00:1]:PORT/",
                "https://[::127.0.0.1]:PORT/",
                "https://[::7f00:1]:PORT/",
                "https://[64:ff9b::127.0.0.1]:PORT/",
                "https://[64:ff9b::7f00:1]:PORT/",
                "https://[64:ff9b:1::7f00:1]:PORT/",
                "https://nat64.example:PORT/",
                "https://[2002:7f00:1::]:PORT/",
                "https://[2002:7f00:1::1]:PORT/",
                "https://[2001:0:7f00:1::]:PORT/",
                "https://teredo.example:PORT/",
                "https://[fe80::1]:PORT/",
                "https://[fe80::1%25lo]:PORT/",
                "https://[::1%25lo]:PORT/",
                "https://[::1%lo]:PORT/",
                "https://[fec0::1]:PORT/",
                "https://[fc00::1]:PORT/",
                "https://[fd00:ec2::254]:PORT/",
                "https://[ff02::1]:PORT/",
                "https://[2001:db8::1]:PORT/",
                "https://[3fff::1]:PORT/",
                "https://[100::1]:PORT/",
                // Who is the host?
                "https://user@127.0.0.1:PORT/",
                "https://public.example@127.0.0.1:PORT/",
                "https://public.example:443@127.0.0.1:PORT/",
                "https://public.example%40127.0.0.1:PORT/",
                "https://127.0.0.1:PORT#@public.example/",
                "https://127.0.0.1:PORT\\@public.example/",
                "https://public.example\\@127.0.0.1:PORT/",
                "https:\\\\127.0.0.1:PORT/",
                "https:///127.0.0.1:PORT/",
                "https:127.0.0.1:PORT/",
                "//127.0.0.1:PORT/",
                "127.0.0.1:PORT",
                "https://127.0.0.1:PORT:443/",
                // Scripts and escapes.
                "https://①②⑦.⓪.⓪.①:PORT/",
                "https://127。0。0。1:PORT/",
                "https://ｌocalhost:PORT/",
                "https://loopback。example:PORT/",
                "https://lo%63alhost:PORT/",
                "https://%31%32%37.0.0.1:PORT/",
                "https://127.0.0.1%00.public.example:PORT/",
                "https://127.0.0.1 .public.example:PORT/",
                "https://127.0.0.1\t:PORT/",
                "https://127.0.0.1\r\nHost: public.example:PORT/",
                " https://127.0.0.1:PORT/",
                // Metadata services, and what else is inside.
                "https://169.254.169.254:PORT/latest/meta-data/",
                "https://metadata.example:PORT/",
                "https://0xa9fea9fe:PORT/",
                "https://2852039166:PORT/",
                "https://169.254.43518:PORT/",
                "https://[::ffff:169.254.169.254]:PORT/",
                "https://100.100.100.200:PORT/",
                "https://192.0.0.192:PORT/",
                "https://168.63.129.16:PORT/",
                "https://10.0.0.1:PORT/",
                "https://172.16.0.1:PORT/",
                "https://172.31.255.255:PORT/",
                "https://192.168.1.1:PORT/",
                "https://100.64.0.1:PORT/",
                "https://198.18.0.1:PORT/",
                "https://192.0.2.1:PORT/",
                "https://198.51.100.1:PORT/",
                "https://203.0.113.1:PORT/",
                "https://224.0.0.1:PORT/",
                "https://240.0.0.1:PORT/",
                "https://255.255.255.255:PORT/",
                // Other protocols and ports.
                "http://127.0.0.1:PORT/",
                "http://public.example:PORT/",
                "ftp://127.0.0.1:PORT/",
                "gopher://127.0.0.1:PORT/",
                "file:///etc/passwd",
                "jar:https://127.0.0.1:PORT/a!/b",
                "https://public.example:22/",
                "https://public.example:0/",
                "https://public.example:65536/",
                "https://public.example:-1/",
                "https://",
                "https://:PORT/",
                "https://nowhere.invalid:PORT/",
                ""
            })
    void refusesWhatLeadsInside(String form) {
        // Given
        OutboundGuard guard =
                new OutboundGuard(OutboundGuardTest::resolve, AllowList.of(List.of()), Set.of(canary.port()));
        int before = canary.hits();
        // Then
        assertThatThrownBy(() -> client.post(guard.check(url(form)), Map.of(), new byte[0]))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageNotContaining("127.0.0.1")
                .hasMessageEndingWith(".");
        assertThat(canary.hits()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/hook?a=b",
                "http://[::1]:PORT/hook",
                "http://loopback.example:PORT/hook",
                "HTTP://LOOPBACK.example:PORT",
                "http://loopback6.example:PORT/hook",
                "http://127.0.0.1.nip.example:PORT/"
            })
    void reachesWhatTheOperatorAllows(String form) throws Exception {
        // Given
        OutboundGuard guard = new OutboundGuard(
                OutboundGuardTest::resolve,
                AllowList.of(List.of("127.0.0.0/8", "::1", "loopback.example")),
                Set.of(443));
        int before = canary.hits();
        // When
        OutboundClient.Answer answer = client.post(guard.check(url(form)), Map.of(), new byte[] {1});
        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(canary.hits()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example/",
                "https://public.example:8443/hook?x=y",
                "HTTPS://Public.Example",
                "https://93.184.215.14/",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
                "https://[64:ff9b::5db8:d70e]/"
            })
    void takesWhatIsPublic(String form) {
        // Given
        OutboundGuard guard = new OutboundGuard(OutboundGuardTest::resolve, AllowList.of(List.of()), Set.of(443, 8443));
        // Then
        assertThat(guard.check(form).address().isUnresolved()).isFalse();
    }

    @Test
    void allowsOneHostNotWhatElseLiesThere() {
        // Given
        OutboundGuard guard = new OutboundGuard(
                OutboundGuardTest::resolve, AllowList.of(List.of("loopback.example")), Set.of(canary.port()));
        // Then
        assertThat(guard.check(url("http://loopback.example:PORT/")).port()).isEqualTo(canary.port());
        assertThatThrownBy(() -> guard.check(url("https://127.0.0.1.nip.example:PORT/")))
                .isInstanceOf(PermanentFailure.class);
        assertThatThrownBy(() -> guard.check(url("https://127.0.0.1:PORT/"))).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void asksOnceAndConnectsToWhatItLookedAt() throws Exception {
        // Given
        try (Canary good = Canary.at("127.0.0.3", "HTTP/1.1 204 No Content\r\n\r\n");
                Canary bad = new Canary(
                        new InetSocketAddress("127.0.0.4", good.port()), "HTTP/1.1 204 No Content\r\n\r\n")) {
            List<String> asked = new ArrayList<>();
            Resolver rebinding = host -> {
                asked.add(host);
                return List.of(InetAddress.getByName(asked.size() == 1 ? "127.0.0.3" : "127.0.0.4"));
            };
            OutboundGuard guard = new OutboundGuard(rebinding, AllowList.of(List.of("127.0.0.3")), Set.of(443));
            String url = "http://rebinding.example:" + good.port() + "/";
            // When
            int status = client.post(guard.check(url), Map.of(), new byte[0]).status();
            // Then
            assertThat(status).isEqualTo(204);
            assertThat(asked).containsExactly("rebinding.example");
            assertThat(good.hits()).isEqualTo(1);
            assertThat(bad.hits()).isZero();
            // The next request looks again, and then refuses.
            assertThatThrownBy(() -> guard.check(url)).isInstanceOf(PermanentFailure.class);
            assertThat(bad.hits()).isZero();
        }
    }

    @Test
    void doesNotFollowARedirect() throws Exception {
        // Given
        String moved =
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + canary.port() + "/\r\nContent-Length: 0\r\n\r\n";
        try (Canary redirecting = Canary.at("127.0.0.1", moved)) {
            OutboundGuard guard =
                    new OutboundGuard(OutboundGuardTest::resolve, AllowList.of(List.of("127.0.0.1")), Set.of(443));
            int before = canary.hits();
            // When
            OutboundClient.Answer answer =
                    client.post(guard.check("http://127.0.0.1:" + redirecting.port() + "/"), Map.of(), new byte[0]);
            // Then
            assertThat(answer.status()).isEqualTo(302);
            assertThat(canary.hits()).isEqualTo(before);
        }
    }

    private static String url(String form) {
        return form.replace("PORT", Integer.toString(canary.port()));
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : NAMES.getOrDefault(host.toLowerCase(Locale.ROOT), List.of(host))) {
            addresses.addAll(List.of(InetAddress.getAllByName(address)));
        }
        return addresses;
    }
}
