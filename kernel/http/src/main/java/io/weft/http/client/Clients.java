package io.weft.http.client;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Sets the library below up. Its own retries are off, since what may be retried is ours to say; heads are bounded, as a server may
/// send headers without end.
final class Clients {

    private static final TimeValue CHECKED_AFTER_IDLE = TimeValue.ofSeconds(2);

    private static final int HEADERS = 1000;
    private static final int HEADER_LENGTH = 1 << 16;

    private Clients() {}

    static PoolingHttpClientConnectionManager connections(SessionOptions options) {
        var builder = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(options.connections())
                .setMaxConnPerRoute(options.perHost())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(HEADERS)
                                .setMaxLineLength(HEADER_LENGTH)
                                .build())
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(options.connect()))
                        .setSocketTimeout(Timeout.of(options.response()))
                        .setValidateAfterInactivity(CHECKED_AFTER_IDLE)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(Timeout.of(options.connect())).build());
        if (options.tls() != null) {
            builder.setTlsSocketStrategy(new DefaultClientTlsStrategy(options.tls()));
        }
        if (options.dnsCache().isPositive()) {
            builder.setDnsResolver(new CachedDns(options.dnsCache()));
        }
        return builder.build();
    }

    static CloseableHttpClient client(SessionOptions options, PoolingHttpClientConnectionManager connections) {
        var builder = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .disableAuthCaching()
                .setUserAgent("weft");
        if (!options.cookies()) {
            builder.disableCookieManagement();
        }
        if (options.proxy() == null) {
            builder.useSystemProperties();
        } else {
            builder.setProxy(HttpHost.create(options.proxy()));
        }
        return builder.build();
    }

}
