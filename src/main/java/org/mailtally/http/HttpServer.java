package org.mailtally.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.camel.Message;
import org.apache.camel.component.jetty.JettyHttpEndpoint;
import org.apache.camel.component.jetty12.JettyHttpComponent12;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.http.common.DefaultHttpBinding;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of the routes: Camel's Jetty, where our answers' caching headers are sent, no request's body is read, and
 * what Jetty refuses by itself is answered in one plain line. A request for another host's name, or from somebody who may not
 * read, is refused; slow and many clients are bounded.
 */
public final class HttpServer extends JettyHttpComponent12 {

    /** How long nothing may come or go while there are as many connections as may be. */
    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(1);

    /**
     * The bounds of what a client may take.
     *
     * @param head how long the head of a request may take; some take twice as long
     * @param idle how long nothing may come or go
     * @param connections how many there are at a time; a user's file limit is often 1,024, and each is a file
     */
    record Limits(Duration head, Duration idle, int connections) {

        static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 400);
    }

    private final HostNames names;
    private final Access access;
    private final @Nullable Tls tls;
    private final Limits limits;

    /**
     * A server that is started by the routes, once it is bound as {@code jetty-component}, where Camel looks for it.
     *
     * @param names what it may be called
     * @param access who may read
     * @param tls null where it speaks plain HTTP
     */
    public HttpServer(HostNames names, Access access, @Nullable Tls tls) {
        this(names, access, tls, Limits.USUAL);
    }

    HttpServer(HostNames names, Access access, @Nullable Tls tls, Limits limits) {
        this.limits = limits;
        this.names = names;
        this.access = access;
        this.tls = tls;
        setErrorHandler(new PlainRefusals());
    }

    @Override
    protected JettyHttpEndpoint createEndpoint(URI endpoint, URI http) throws URISyntaxException {
        JettyHttpEndpoint created = super.createEndpoint(endpoint, http);
        created.setHttpBinding(new Bodiless());
        return created;
    }

    @Override
    protected AbstractConnector createConnectorJettyInternal(
            Server server, JettyHttpEndpoint endpoint, SslContextFactory.@Nullable Server keys) {
        AbstractConnector connector = super.createConnectorJettyInternal(server, endpoint, tls == null ? keys : tls);
        HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
        HttpConfiguration configuration = http.getHttpConfiguration();
        configuration.setSendServerVersion(false);
        SecureRequestCustomizer secure = configuration.getCustomizer(SecureRequestCustomizer.class);
        if (secure != null) {
            secure.setSniHostCheck(false); // names are checked below, and addresses are none
        }
        configuration.addCustomizer((request, answer) -> {
            OtherHeaders.put(answer);
            names.check(request);
            access.check(request);
            return new Undescribed(request);
        });
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.addBean(new SlowClients(connector.getScheduler(), limits));
        NetworkConnectionLimit limit = new NetworkConnectionLimit(limits.connections(), connector);
        limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
        server.addBean(limit);
        return connector;
    }

    /** A request whose body is not described, so that no filter before the route takes it for a form or an upload. */
    private static final class Undescribed extends Request.Wrapper {

        private final HttpFields headers;

        Undescribed(Request request) {
            super(request);
            headers = HttpFields.build(
                            request.getHeaders(), EnumSet.of(HttpHeader.CONTENT_TYPE, HttpHeader.CONTENT_ENCODING))
                    .asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }

    /** Camel's choice of headers, and {@code Cache-Control}, which it keeps back. */
    private static final class AnswerHeaders extends HttpHeaderFilterStrategy {

        AnswerHeaders() {
            getOutFilter().remove("cache-control");
        }
    }

    /**
     * A binding that leaves a request's body and parameters alone: every route answers from the address, and what of a
     * request cannot be read is no fault.
     */
    private static final class Bodiless extends DefaultHttpBinding {

        Bodiless() {
            setHeaderFilterStrategy(new AnswerHeaders());
            setMapHttpMessageBody(false);
            setMapHttpMessageFormUrlEncodedBody(false);
        }

        /** Leaves them to {@link HttpQuery}: as a header, one called {@code X-DataSource-Auth} would pass for that. */
        @Override
        protected void populateRequestParameters(HttpServletRequest request, Message message) {}

        @Override
        public @Nullable Object parseBody(HttpServletRequest request, Message message) {
            return null;
        }
    }

    /** What a browser is to keep to, whatever is answered. */
    private static final class OtherHeaders {

        private OtherHeaders() {}

        static void put(HttpFields.Mutable answer) {
            answer.put("Referrer-Policy", "no-referrer");
            answer.put("X-Frame-Options", "SAMEORIGIN");
            answer.put("Cross-Origin-Opener-Policy", "same-origin");
        }
    }

    /** One line of text for a request that never reaches a route, such as {@code 405 Method Not Allowed}. */
    private static final class PlainRefusals extends ErrorHandler {

        @Override
        protected boolean generateAcceptableResponse(
                Request request,
                Response response,
                Callback callback,
                String contentType,
                List<Charset> charsets,
                int code,
                String message,
                @Nullable Throwable cause)
                throws IOException {
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.getHeaders().put("Cache-Control", "no-store");
            OtherHeaders.put(response.getHeaders());
            if (code == HttpStatus.UNAUTHORIZED_401) {
                response.getHeaders().put("WWW-Authenticate", "Basic realm=\"Mailtally\", charset=\"UTF-8\"");
            }
            return super.generateAcceptableResponse(
                    request,
                    response,
                    callback,
                    MimeTypes.Type.TEXT_PLAIN.asString(),
                    List.of(StandardCharsets.UTF_8),
                    code,
                    message,
                    null);
        }

        @Override
        protected void writeErrorPlain(
                Request request, PrintWriter writer, int code, @Nullable String message, @Nullable Throwable cause) {
            writer.write(code + " " + message + "\n");
        }
    }
}
