/** The object store, by the MinIO SDK. */
@NullMarked
package art.scumble.gateway.minio;

import org.jspecify.annotations.NullMarked;
