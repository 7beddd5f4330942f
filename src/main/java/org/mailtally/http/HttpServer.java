package org.mailtally.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.apache.camel.Message;
import org.apache.camel.component.jetty.JettyHttpEndpoint;
import org.apache.camel.component.jetty12.JettyHttpComponent12;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.http.common.DefaultHttpBinding;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of the routes: Camel's Jetty, where our answers' caching headers are sent, no request's body is read, and
 * what Jetty refuses by itself is answered in one plain line. A request for another host's name is refused.
 */
public final class HttpServer extends JettyHttpComponent12 {

    private final HostNames names;

    /**
     * A server that is started by the routes, once it is bound as {@code jetty-component}, where Camel looks for it.
     *
     * @param names what it may be called
     */
    public HttpServer(HostNames names) {
        this.names = names;
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
        AbstractConnector connector = super.createConnectorJettyInternal(server, endpoint, keys);
        HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
        http.getHttpConfiguration().addCustomizer((request, answer) -> {
            names.check(request);
            return new Undescribed(request);
        });
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
