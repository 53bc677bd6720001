package art.scumble.http.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up. */
@FunctionalInterface
public interface Resolver {
    /**
     * All addresses of a name, IPv4 and IPv6.
     *
     * @throws UnknownHostException if there are none, or if nobody said so in time
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
