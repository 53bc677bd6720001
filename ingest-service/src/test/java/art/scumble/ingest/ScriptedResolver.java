package art.scumble.ingest;

import art.scumble.http.outbound.Resolver;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names as a test wants them; there are no others. */
@Singleton
public class ScriptedResolver implements Resolver {
    private final Map<String, String> names = new ConcurrentHashMap<>();

    void set(String host, String address) {
        names.put(host, address);
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        String address = names.get(host);
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByName(address));
    }
}
