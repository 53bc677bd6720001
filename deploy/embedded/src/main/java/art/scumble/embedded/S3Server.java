package art.scumble.embedded;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

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
        S3Proxy.Builder.fromProperties(config)
                .blobStore(new FrankStore(new FilesystemNio2BlobStore(objects.toString())))
                .build()
                .start();
        parent.println("READY");
    }
}
