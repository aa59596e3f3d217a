package io.weft.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Keeps the addresses of hosts for a time. Those who ask at the same time for a host that is not known each look it up.
final class CachedDns implements DnsResolver {

    private record Entry(InetAddress[] addresses, long until) {}

    private final long nanos;
    private final ConcurrentHashMap<String, Entry> known = new ConcurrentHashMap<>();

    CachedDns(Duration time) {
        this.nanos = time.toNanos();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var entry = known.get(host);
        if (entry != null && entry.until() - System.nanoTime() > 0) {
            return entry.addresses();
        }
        var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        known.put(host, new Entry(addresses, System.nanoTime() + nanos));
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }
}
