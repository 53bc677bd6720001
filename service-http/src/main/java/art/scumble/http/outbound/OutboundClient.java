package art.scumble.http.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends requests to {@link Destination}s: to the address that was looked at, while certificate and Host header go by the
 * name. Redirects are not followed, and answers are not kept.
 */
public final class OutboundClient {
    private static final int MOST_ANSWER_BYTES = 64 * 1024;

    private final HttpClient client;
    private final Duration connectTimeout;
    private final Duration timeout;

    /**
     * Of limits and options such as trusted authorities.
     *
     * @param connections how many there may be to one address at a time
     * @param connectTimeout until the connection stands, without TLS
     * @param timeout until the answer has begun
     */
    public OutboundClient(
            Vertx vertx, HttpClientOptions options, int connections, Duration connectTimeout, Duration timeout) {
        // A connection each: one that is kept would outlive what was decided about its address.
        this.client = vertx.createHttpClient(new HttpClientOptions(options)
                .setKeepAlive(false)
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setMaxPoolSize(connections)
                .setSslHandshakeTimeout(timeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS));
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param retryAfter the header of that name
     */
    public record Answer(int status, Optional<String> retryAfter) {}

    /**
     * Posts a body.
     *
     * @throws SSLException if the host can't prove that it has the URL's name
     * @throws IOException if there is no answer
     * @throws TimeoutException if there is none in time
     */
    public Answer post(Destination destination, Map<String, String> headers, byte[] body)
            throws IOException, TimeoutException, InterruptedException {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(destination.address()))
                .setHost(destination.host())
                .setPort(destination.port())
                .setSsl(destination.tls())
                .setURI(destination.target())
                .setConnectTimeout(connectTimeout.toMillis())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        Exchange exchange = new Exchange();
        Future<HttpClientRequest> request = client.request(options);
        request.onFailure(exchange::fail).onSuccess(ready -> exchange.send(ready, body));
        try {
            return exchange.answer(timeout);
        } finally {
            request.onSuccess(HttpClientRequest::reset);
        }
    }

    /** One request and what comes back. */
    private static final class Exchange {
        private final Promise<Answer> head = Promise.promise();
        private final Promise<Answer> whole = Promise.promise();
        private long bytes;

        void fail(Throwable failure) {
            whole.tryFail(failure);
        }

        void send(HttpClientRequest request, byte[] body) {
            request.response().onFailure(this::fail).onSuccess(this::receive);
            request.send(Buffer.buffer(body));
        }

        /** Lets the other side say what it has to say, as far as it is short: a close in the middle is an error there. */
        private void receive(HttpClientResponse response) {
            Answer answer =
                    new Answer(response.statusCode(), Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER)));
            head.complete(answer);
            response.handler(part -> {
                bytes += part.length();
                if (bytes > MOST_ANSWER_BYTES) {
                    whole.tryComplete(answer);
                }
            });
            response.exceptionHandler(failure -> whole.tryComplete(answer));
            response.endHandler(end -> whole.tryComplete(answer));
        }

        /** What was answered counts, even where it is not whole in time. */
        Answer answer(Duration timeout) throws IOException, TimeoutException, InterruptedException {
            try {
                return whole.future()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof SSLException tls ? tls : new IOException("no answer", e.getCause());
            } catch (TimeoutException e) {
                if (head.future().succeeded()) {
                    return head.future().result();
                }
                throw e;
            }
        }
    }
}
