package art.scumble.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.HttpResponse;
import org.gaul.s3proxy.blobstore.HttpResponseException;
import org.gaul.s3proxy.blobstore.domain.Blob;
import org.gaul.s3proxy.blobstore.options.CopyOptions;
import org.gaul.s3proxy.blobstore.options.PutOptions;

/** Says that the disk is full, as other stores do, where S3Proxy speaks of an internal error. */
final class FrankStore extends ForwardingBlobStore {
    private static final int INSUFFICIENT_STORAGE = 507;

    FrankStore(BlobStore store) {
        super(store);
    }

    @Override
    public String putBlob(String bucket, Blob blob, PutOptions options) {
        return frankly(() -> super.putBlob(bucket, blob, options), blob.getPayload());
    }

    @Override
    public String copyBlob(String from, String key, String to, String copy, CopyOptions options) {
        return frankly(() -> super.copyBlob(from, key, to, copy, options), InputStream.nullInputStream());
    }

    private static String frankly(Supplier<String> write, InputStream body) {
        try {
            return write.get();
        } catch (RuntimeException e) {
            if (!isForWantOfRoom(e)) {
                throw e;
            }
            drain(body);
            throw new HttpResponseException(new HttpResponse(INSUFFICIENT_STORAGE), e);
        }
    }

    private static boolean isForWantOfRoom(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }

    /** Who is still sending hears no answer before a connection that breaks off. */
    private static void drain(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The sender has gone, and needs no answer.
        }
    }
}
