package art.scumble.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** An OIDC issuer of this machine: discovery, one key, tokens as they are asked for. */
final class TokenIssuer implements AutoCloseable {
    static final String AUDIENCE = "scumble";

    private final HttpServer server;
    private final KeyPair keys;

    TokenIssuer() {
        keys = newKeys();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, """
                        {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/a","token_endpoint":"%1$s/t"}""".formatted(url())));
        server.createContext(
                "/keys",
                exchange -> answer(exchange, """
                        {"keys":[{"kty":"RSA","kid":"one","use":"sig","alg":"RS256","n":"%s","e":"%s"}]}""".formatted(base64(key.getModulus()), base64(key.getPublicExponent()))));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String token(String tenant, String scope) {
        return token(tenant, scope, AUDIENCE, keys);
    }

    String tokenFor(String audience) {
        return token("cara", "read", audience, keys);
    }

    String forgedToken() {
        return token("cara", "read", AUDIENCE, newKeys());
    }

    String expiredToken() {
        return Jwt.issuer(url())
                .subject("jane")
                .audience(AUDIENCE)
                .claim("scumble_tenant", "cara")
                .claim("scope", "read")
                .issuedAt(1_000_000)
                .expiresAt(1_000_300)
                .jws()
                .keyId("one")
                .sign(keys.getPrivate());
    }

    private String token(String tenant, String scope, String audience, KeyPair signing) {
        return Jwt.issuer(url())
                .subject("jane")
                .audience(audience)
                .claim("scumble_tenant", tenant)
                .claim("scope", scope)
                .expiresIn(300)
                .jws()
                .keyId("one")
                .sign(signing.getPrivate());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int zeros = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, zeros, bytes.length));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
