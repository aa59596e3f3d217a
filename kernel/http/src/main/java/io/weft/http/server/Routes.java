package io.weft.http.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which handler answers what. Read without a lock by many connections: a change makes a new table.
final class Routes<H> {

    /// A handler for a method and a pattern.
    record Route<H>(String method, Pattern pattern, H handler) {}

    /// What was found for a request: a handler and what the names of its pattern stand for, or the methods that the path has.
    record Found<H>(H handler, Map<String, String> values, Set<String> allowed) {}

    private record Table<H>(Map<String, Map<String, H>> fixed, List<Route<H>> patterns, List<Route<H>> all) {}

    private volatile Table<H> table = new Table<>(Map.of(), List.of(), List.of());

    /// Adds a route, in place of the one with the same method and pattern.
    synchronized void put(String method, Pattern pattern, H handler) {
        var all = new ArrayList<>(table.all);
        var route = new Route<>(method, pattern, handler);
        int place = place(all, method, pattern);
        if (place < 0) {
            all.add(route);
        } else {
            all.set(place, route);
        }
        table = of(all);
    }

    synchronized boolean remove(String method, Pattern pattern) {
        var all = new ArrayList<>(table.all);
        int place = place(all, method, pattern);
        if (place >= 0) {
            all.remove(place);
            table = of(all);
        }
        return place >= 0;
    }

    synchronized void clear() {
        table = of(List.of());
    }

    List<Route<H>> all() {
        return table.all;
    }

    Found<H> find(String method, String path) {
        var now = table;
        var fixed = now.fixed.get(path);
        var handler = fixed == null ? null : handler(fixed, method);
        return handler == null ? findAmongPatterns(now, method, path) : new Found<>(handler, Map.of(), Set.of());
    }

    private Found<H> findAmongPatterns(Table<H> now, String method, String path) {
        if (!path.startsWith("/")) {
            return nothing();
        }
        var parts = Pattern.split(path);
        var allowed = new TreeSet<String>();
        Found<H> asGet = null;
        for (var route : now.patterns) {
            var values = route.pattern().match(parts);
            if (values == null) {
                continue;
            }
            if (route.method().equals(method)) {
                return new Found<>(route.handler(), values, Set.of());
            }
            if (asGet == null && method.equals("HEAD") && route.method().equals("GET")) {
                asGet = new Found<>(route.handler(), values, Set.of());
            }
            allowed.add(route.method());
        }
        if (asGet != null) {
            return asGet;
        }
        if (allowed.isEmpty()) {
            return nothing();
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return new Found<>(null, Map.of(), allowed);
    }

    private Found<H> nothing() {
        return new Found<>(null, Map.of(), Set.of());
    }

    private H handler(Map<String, H> byMethod, String method) {
        var handler = byMethod.get(method);
        return handler == null && method.equals("HEAD") ? byMethod.get("GET") : handler;
    }

    private int place(List<Route<H>> all, String method, Pattern pattern) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).method().equals(method) && all.get(i).pattern().text().equals(pattern.text())) {
                return i;
            }
        }
        return -1;
    }

    private Table<H> of(List<Route<H>> all) {
        var fixed = new HashMap<String, Map<String, H>>();
        for (var route : all) {
            if (route.pattern().isFixed()) {
                fixed.computeIfAbsent(route.pattern().text(), _ -> new HashMap<>())
                        .put(route.method(), route.handler());
            }
        }
        var patterns = new ArrayList<>(all);
        patterns.sort(Comparator.comparing(Route::pattern, Pattern::compare));
        return new Table<>(fixed, List.copyOf(patterns), List.copyOf(all));
    }
}
