package art.scumble.http.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Where a request may go: only {@link OutboundGuard} makes one, and the address that it looked at is the one connected to. */
public final class Destination {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final URI url;
    private final InetAddress address;

    Destination(URI url, InetAddress address) {
        this.url = url;
        this.address = address;
    }

    static boolean isTls(URI url) {
        return url.getScheme().equalsIgnoreCase("https");
    }

    static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isTls(url) ? HTTPS_PORT : HTTP_PORT;
    }

    /** The host as the URL has it: certificate and Host header go by it. */
    String host() {
        return url.getHost();
    }

    int port() {
        return port(url);
    }

    boolean tls() {
        return isTls(url);
    }

    /** Path and query. */
    String target() {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(address, port());
    }
}
