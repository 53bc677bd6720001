package art.scumble.http.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Addresses with a common beginning.
 *
 * @param network the first of them
 * @param prefix how many bits they have in common
 */
record AddressBlock(InetAddress network, int prefix) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    AddressBlock {
        if (prefix < 0 || prefix > Byte.SIZE * network.getAddress().length) {
            throw new IllegalArgumentException("no prefix of an address has " + prefix + " bits");
        }
    }

    /** Of a text as {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        InetAddress network = literal(slash < 0 ? text : text.substring(0, slash));
        return new AddressBlock(
                network,
                slash < 0
                        ? Byte.SIZE * network.getAddress().length
                        : Integer.parseInt(text, slash + 1, text.length(), 10));
    }

    /** Whether it can be an address, as opposed to a name. */
    static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches();
    }

    /** An address that is written as such: nothing is looked up. */
    static InetAddress literal(String text) {
        if (!isLiteral(text)) {
            throw new IllegalArgumentException(text + " is no address");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is no address", e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
