package art.scumble.http.outbound;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides whether a URL that somebody gave us may be requested, each time that it is: what was public yesterday may be an
 * inner address today. A name is looked up once, all of its addresses must be public, and one of them is kept for the
 * connection, so that no second lookup can say otherwise. Refusals don't tell what an address is.
 */
public final class OutboundGuard {
    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_HOST = 253;
    private static final Pattern NAME = Pattern.compile(
            "[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*", Pattern.CASE_INSENSITIVE);
    /** What some resolvers take for an IPv4 address: octal, hexadecimal, short and decimal forms. */
    private static final Pattern LAST_LABEL_IS_NUMBER =
            Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PLAIN_V4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(?!$)|$)){4}");

    private final Resolver resolver;
    private final AllowList allowed;
    private final Set<Integer> ports;

    /**
     * Of the operator's settings.
     *
     * @param allowed what may be reached although it is not public, at any port and without TLS
     * @param ports where all others may be reached
     */
    public OutboundGuard(Resolver resolver, AllowList allowed, Set<Integer> ports) {
        this.resolver = resolver;
        this.allowed = allowed;
        this.ports = Set.copyOf(ports);
    }

    /**
     * A destination for one request.
     *
     * @throws PermanentFailure with a sentence for whoever gave the URL, if it may not be requested or has no address
     */
    public Destination check(String text) {
        URI url = parsed(text);
        String host = plainHost(url);
        List<InetAddress> addresses = addresses(host);
        boolean trusted = allowed.allowsHost(host) || addresses.stream().allMatch(allowed::allowsAddress);
        if (!trusted) {
            requirePublic(url, addresses);
        }
        return new Destination(url, nameless(addresses.getFirst()));
    }

    private void requirePublic(URI url, List<InetAddress> addresses) {
        if (!Destination.isTls(url)) {
            throw refused("begins with https://");
        }
        if (!ports.contains(Destination.port(url))) {
            throw refused("has one of the ports "
                    + ports.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        for (InetAddress address : addresses) {
            if (!PublicAddresses.contain(address) && !allowed.allowsAddress(address)) {
                throw refused("has a host all of whose addresses are public");
            }
        }
    }

    private static URI parsed(String text) {
        if (text.length() > LONGEST_URL || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refused("has at most " + LONGEST_URL
                    + " ASCII characters and no blanks; write an international name in its xn-- form");
        }
        try {
            URI url = new URI(text);
            String scheme = url.getScheme();
            if (scheme == null || !scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
                throw refused("begins with https://");
            }
            if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw refused("has neither user information nor a fragment");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new PermanentFailure(FailureCode.BAD_REQUEST, "This is not a URL.", e);
        }
    }

    /** The host, if it is written in the one way that everybody reads alike. */
    private static String plainHost(URI url) {
        String host = url.getHost();
        if (host == null) {
            throw refused("has a plain host name, without a trailing dot");
        }
        if (host.startsWith("[")) {
            if (host.indexOf('%') >= 0) {
                throw refused("has an address without a zone");
            }
            return host;
        }
        boolean plain = LAST_LABEL_IS_NUMBER.matcher(host).matches()
                ? PLAIN_V4.matcher(host).matches()
                : host.length() <= LONGEST_HOST && NAME.matcher(host).matches();
        if (!plain) {
            throw refused("has a plain host name, without a trailing dot");
        }
        return host;
    }

    private List<InetAddress> addresses(String host) {
        try {
            if (host.startsWith("[")) {
                return List.of(AddressBlock.literal(host.substring(1, host.length() - 1)));
            }
            if (AddressBlock.isLiteral(host)) {
                return List.of(AddressBlock.literal(host));
            }
            List<InetAddress> addresses = List.copyOf(resolver.resolve(host));
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return addresses;
        } catch (UnknownHostException e) {
            throw new PermanentFailure(FailureCode.BAD_REQUEST, "The URL's host has no address.", e);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(FailureCode.BAD_REQUEST, "The URL's host is no address.", e);
        }
    }

    /** Without the name, which a client might look up again. */
    private static InetAddress nameless(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has as many bytes as an address", e);
        }
    }

    private static PermanentFailure refused(String rule) {
        return new PermanentFailure(FailureCode.BAD_REQUEST, "A URL that can be called " + rule + ".");
    }
}
