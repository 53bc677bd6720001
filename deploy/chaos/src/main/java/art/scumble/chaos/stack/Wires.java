package art.scumble.chaos.stack;

import art.scumble.chaos.wire.StoreProxy;
import art.scumble.chaos.wire.TcpProxy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A proxy for each pair of parts that talk, by the name {@code from→to}. */
public final class Wires implements AutoCloseable {
    private final Map<String, TcpProxy> wires = new LinkedHashMap<>();
    private final Map<String, StoreProxy> stores = new LinkedHashMap<>();

    /** Lays a wire; its port on the near side. */
    int lay(String from, String to, int targetPort) throws IOException {
        String name = from + "→" + to;
        TcpProxy proxy = new TcpProxy(name, targetPort);
        wires.put(name, proxy);
        return proxy.port();
    }

    /** Lays a wire to the store that can lie; its port on the near side. */
    int layToStore(String from, int targetPort) throws IOException {
        String name = from + "→store";
        StoreProxy proxy = new StoreProxy(name, targetPort);
        stores.put(name, proxy);
        return proxy.port();
    }

    /** The names of plain wires. */
    public List<String> names() {
        return List.copyOf(wires.keySet());
    }

    /** The names of wires to the store. */
    public List<String> stores() {
        return List.copyOf(stores.keySet());
    }

    /** A plain wire. */
    public TcpProxy wire(String name) {
        return Objects.requireNonNull(wires.get(name), name);
    }

    /** A wire to the store. */
    public StoreProxy store(String name) {
        return Objects.requireNonNull(stores.get(name), name);
    }

    @Override
    public void close() throws IOException {
        for (TcpProxy proxy : wires.values()) {
            proxy.close();
        }
        for (StoreProxy proxy : stores.values()) {
            proxy.close();
        }
    }
}
