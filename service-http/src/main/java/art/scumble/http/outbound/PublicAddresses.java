package art.scumble.http.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses anybody may be sent to: those that IANA's registries of special-purpose addresses (RFC 6890 and its
 * successors) leave. Of IPv6 only global unicast counts, so that whatever is new there is not public by itself.
 */
final class PublicAddresses {
    private static final List<AddressBlock> SPECIAL_V4 = blocks(
            // This network; private use; shared by carriers; loopback; link-local, metadata services among it.
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            // IETF protocols, documentation, AMT, 6to4 relays, benchmarks.
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            // Multicast, reserved, broadcast.
            "224.0.0.0/4",
            "240.0.0.0/4",
            // Azure answers its machines here.
            "168.63.129.16/32");
    private static final AddressBlock GLOBAL_V6 = AddressBlock.of("2000::/3");
    private static final List<AddressBlock> SPECIAL_V6 = blocks(
            // IETF protocols, Teredo and ORCHID among them; documentation; 6to4; AS112.
            "2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16", "2620:4f:8000::/48");
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");
    private static final int V4_BYTES = 4;

    private PublicAddresses() {}

    private static List<AddressBlock> blocks(String... blocks) {
        return Stream.of(blocks).map(AddressBlock::of).toList();
    }

    static boolean contain(InetAddress address) {
        if (address instanceof Inet4Address) {
            return noneContains(SPECIAL_V4, address);
        }
        return NAT64.contains(address)
                ? contain(lastFourBytes(address))
                : GLOBAL_V6.contains(address) && noneContains(SPECIAL_V6, address);
    }

    private static boolean noneContains(List<AddressBlock> blocks, InetAddress address) {
        return blocks.stream().noneMatch(block -> block.contains(address));
    }

    /** The IPv4 address that a translator would go to. */
    private static InetAddress lastFourBytes(InetAddress address) {
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - V4_BYTES, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
