package art.scumble.http.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operator lets be reached although it is not public: names of hosts, addresses and blocks of them. */
public final class AllowList {
    private final Set<String> hosts;
    private final List<AddressBlock> blocks;

    private AllowList(Set<String> hosts, List<AddressBlock> blocks) {
        this.hosts = hosts;
        this.blocks = blocks;
    }

    /**
     * Of entries such as {@code hooks.internal}, {@code 10.1.2.3} or {@code fd00:1::/32}.
     *
     * @throws IllegalArgumentException if one is none of these
     */
    public static AllowList of(List<String> entries) {
        return new AllowList(
                entries.stream()
                        .filter(entry -> !isBlock(entry))
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                entries.stream()
                        .filter(AllowList::isBlock)
                        .map(AddressBlock::of)
                        .toList());
    }

    private static boolean isBlock(String entry) {
        return entry.indexOf('/') >= 0 || AddressBlock.isLiteral(entry);
    }

    boolean allowsHost(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    boolean allowsAddress(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
