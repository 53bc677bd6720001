package art.scumble.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a platform's request becomes behind a reverse proxy: the prefix gone, the Host header kept. */
final class Outside {
    private Outside() {}

    record Answer(int status, Map<String, String> headers, byte[] body) {}

    static Answer put(URI ticket, byte[] body) throws IOException {
        return send("PUT", ticket, body);
    }

    static Answer get(URI ticket) throws IOException {
        return send("GET", ticket, new byte[0]);
    }

    private static Answer send(String method, URI ticket, byte[] body) throws IOException {
        URI store = URI.create(StoreAndDatabase.servers().s3Endpoint());
        String target = ticket.getRawPath() + "?" + ticket.getRawQuery();
        if (ticket.toString().startsWith(StoreAndDatabase.OUTSIDE)) {
            target = target.substring(
                    URI.create(StoreAndDatabase.OUTSIDE).getRawPath().length());
        }
        String head = method + " " + target + " HTTP/1.0\r\nHost: " + ticket.getRawAuthority() + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        try (Socket socket = new Socket(store.getHost(), store.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return answer(new ByteArrayInputStream(socket.getInputStream().readAllBytes()));
        }
    }

    private static Answer answer(ByteArrayInputStream in) {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        return new Answer(status, headers, in.readAllBytes());
    }

    private static String line(ByteArrayInputStream in) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
