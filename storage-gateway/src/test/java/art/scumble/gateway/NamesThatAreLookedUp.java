package art.scumble.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Writes down each name that anything in this process looks up. Kept in a system property, as the JDK and the tests have
 * this class by class loaders of their own.
 */
public final class NamesThatAreLookedUp extends InetAddressResolverProvider {
    private static final String PROPERTY = "scumble.test.names-looked-up";

    static String all() {
        return System.getProperty(PROPERTY, "");
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver resolver = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                synchronized (PROPERTY) {
                    System.setProperty(PROPERTY, all() + " " + host);
                }
                return resolver.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return resolver.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "recording";
    }
}
