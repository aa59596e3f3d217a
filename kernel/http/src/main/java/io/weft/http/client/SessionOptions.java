package io.weft.http.client;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// How a session fetches. Begin with [#standard()] and change what matters:
/// `SessionOptions.standard().perHost(10).total(seconds(5))`.
///
/// @param connections how many connections the session has at most
/// @param perHost     how many of them go to one host
/// @param connect     the longest time to connect, the TLS handshake included
/// @param pool        the longest time to wait for a free connection
/// @param response    the longest time without any byte from the server
/// @param total       the longest time for the whole request: retries, redirects and the reading of its body included
/// @param bodyLimit   how many bytes a body that is kept in memory has at most; streams and downloads have no limit
/// @param redirects   how many redirects are followed; zero gives the answer that redirects
/// @param retry       what is tried again, and when
/// @param rate        how many requests a second go to one host; zero for no limit
/// @param dnsCache    how long the address of a host is kept; zero for the JDK's own time
/// @param headers     sent with every request
/// @param base        what relative addresses are relative to, or null
/// @param proxy       the address of an HTTP proxy, or null for the one that the JDK's system properties name
/// @param cookies     whether cookies are kept and sent back
/// @param tls         the trust and keys for `https`, or null for the JDK's
public record SessionOptions(int connections, int perHost, Duration connect, Duration pool, Duration response,
        Duration total, long bodyLimit, int redirects, Retry retry, double rate, Duration dnsCache,
        Map<String, String> headers, URI base, URI proxy, boolean cookies, SSLContext tls) {

    private static final int CONNECTIONS = 100;
    private static final long BODY_LIMIT = 256L << 20;
    private static final int REDIRECTS = 10;

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is negative or zero where it must not be
    public SessionOptions {
        positive(connections, "connections");
        positive(perHost, "perHost");
        positive(connect, "connect");
        positive(pool, "pool");
        positive(response, "response");
        positive(total, "total");
        if (bodyLimit < 0 || redirects < 0 || rate < 0 || dnsCache.isNegative()) {
            throw new IllegalArgumentException("A session with bodyLimit " + bodyLimit + ", redirects " + redirects
                    + ", rate " + rate + " and dnsCache " + dnsCache + ": none of them may be negative.");
        }
        headers = Map.copyOf(headers);
    }

    private static void positive(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    name + "(" + number + "): the number must be one or more, for example " + name + "(10).");
        }
    }

    private static void positive(Duration time, String name) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(
                    name + "(" + time + "): the time must be longer than zero, for example " + name + "(seconds(5)).");
        }
    }

    /// {@return 100 connections, to one host or many; 30 s to connect and between bytes, 5 minutes in all; bodies up to 256 MiB in
    /// memory; 10 redirects; two retries of what is safe to retry; cookies kept}
    public static SessionOptions standard() {
        return new SessionOptions(CONNECTIONS, CONNECTIONS, Duration.ofSeconds(30), Duration.ofMinutes(5),
                Duration.ofSeconds(30), Duration.ofMinutes(5), BODY_LIMIT, REDIRECTS, Retry.standard(), 0,
                Duration.ZERO, Map.of(), null, null, true, null);
    }

    /// {@return these options with other numbers of connections, to all hosts and to each}
    ///
    /// @param most how many at most
    public SessionOptions connections(int most) {
        return new SessionOptions(most, most, connect, pool, response, total, bodyLimit, redirects, retry, rate,
                dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with another number of connections to one host}
    ///
    /// @param most how many at most
    public SessionOptions perHost(int most) {
        return new SessionOptions(connections, most, connect, pool, response, total, bodyLimit, redirects, retry, rate,
                dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with another time to connect}
    ///
    /// @param longest the time
    public SessionOptions connect(Duration longest) {
        return new SessionOptions(connections, perHost, longest, pool, response, total, bodyLimit, redirects, retry,
                rate, dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with another time to wait for a free connection}
    ///
    /// @param longest the time
    public SessionOptions pool(Duration longest) {
        return new SessionOptions(connections, perHost, connect, longest, response, total, bodyLimit, redirects, retry,
                rate, dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with another time without a byte}
    ///
    /// @param longest the time
    public SessionOptions response(Duration longest) {
        return new SessionOptions(connections, perHost, connect, pool, longest, total, bodyLimit, redirects, retry,
                rate, dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with another time for a whole request}
    ///
    /// @param longest the time
    public SessionOptions total(Duration longest) {
        return new SessionOptions(connections, perHost, connect, pool, response, longest, bodyLimit, redirects, retry,
                rate, dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with another limit for bodies in memory}
    ///
    /// @param bytes how many at most
    public SessionOptions bodyLimit(long bytes) {
        return new SessionOptions(connections, perHost, connect, pool, response, total, bytes, redirects, retry, rate,
                dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with another number of redirects}
    ///
    /// @param most how many are followed; zero for none
    public SessionOptions redirects(int most) {
        return new SessionOptions(connections, perHost, connect, pool, response, total, bodyLimit, most, retry, rate,
                dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with other retries}
    ///
    /// @param what is tried again, and when
    public SessionOptions retry(Retry what) {
        return new SessionOptions(connections, perHost, connect, pool, response, total, bodyLimit, redirects, what,
                rate, dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with so many retries}
    ///
    /// @param times how often at most; zero for none
    public SessionOptions retries(int times) {
        return retry(retry.times(times));
    }

    /// {@return these options with a limit to the requests that start in a second, for each host}
    ///
    /// @param perSecond how many; zero for no limit
    public SessionOptions rate(double perSecond) {
        return new SessionOptions(connections, perHost, connect, pool, response, total, bodyLimit, redirects, retry,
                perSecond, dnsCache, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with addresses of hosts kept for a time}
    ///
    /// @param time how long
    public SessionOptions dnsCache(Duration time) {
        return new SessionOptions(connections, perHost, connect, pool, response, total, bodyLimit, redirects, retry,
                rate, time, headers, base, proxy, cookies, tls);
    }

    /// {@return these options with one more header for every request}
    ///
    /// @param name  of the header
    /// @param value of the header
    public SessionOptions header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new SessionOptions(connections, perHost, connect, pool, response, total, bodyLimit, redirects, retry,
                rate, dnsCache, more, base, proxy, cookies, tls);
    }

    /// {@return these options with an address to which those of requests are relative}
    ///
    /// @param url for example `https://example.org/api/`
    public SessionOptions base(String url) {
        return new SessionOptions(connections, perHost, connect, pool, response, total, bodyLimit, redirects, retry,
                rate, dnsCache, headers, Urls.parse(url), proxy, cookies, tls);
    }

    /// {@return these options with an HTTP proxy}
    ///
    /// @param url for example `http://proxy:3128`
    public SessionOptions proxy(String url) {
        return new SessionOptions(connections, perHost, connect, pool, response, total, bodyLimit, redirects, retry,
                rate, dnsCache, headers, base, Urls.parse(url), cookies, tls);
    }

    /// {@return these options without cookies}
    public SessionOptions noCookies() {
        return new SessionOptions(connections, perHost, connect, pool, response, total, bodyLimit, redirects, retry,
                rate, dnsCache, headers, base, proxy, false, tls);
    }

    /// {@return these options with other trust and keys for `https`}
    ///
    /// @param context with the trust and the keys
    public SessionOptions tls(SSLContext context) {
        return new SessionOptions(connections, perHost, connect, pool, response, total, bodyLimit, redirects, retry,
                rate, dnsCache, headers, base, proxy, cookies, context);
    }
}
