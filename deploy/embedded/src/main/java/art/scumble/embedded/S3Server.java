package art.scumble.embedded;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.Main;

/** S3Proxy on loopback over plain files; it checks signatures as the real thing does. */
public final class S3Server {
    private S3Server() {}

    /** Arguments: port, data directory. Environment: {@code S3_ACCESS_KEY}, {@code S3_SECRET_KEY}. */
    public static void main(String[] args) throws Exception {
        PrintStream parent = System.out;
        ParentWatch.start();
        int port = Integer.parseInt(args[0]);
        Path data = Path.of(args[1]);
        Path objects = Files.createDirectories(data.resolve("objects"));
        Properties config = new Properties();
        config.setProperty(
                "s3proxy.endpoint", URI.create("http://127.0.0.1:" + port).toString());
        config.setProperty("s3proxy.authorization", "aws-v4");
        config.setProperty("s3proxy.identity", System.getenv("S3_ACCESS_KEY"));
        config.setProperty("s3proxy.credential", System.getenv("S3_SECRET_KEY"));
        config.setProperty("jclouds.provider", "filesystem-nio2");
        config.setProperty("jclouds.filesystem.basedir", objects.toString());
        Path properties = OwnerOnly.file(data.resolve("s3proxy.properties"));
        try (var out = Files.newBufferedWriter(properties)) {
            config.store(out, null);
        }
        Main.main(new String[] {"--properties", properties.toString()});
        parent.println("READY");
    }
}
