package io.weft.jupyter.dependency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;

/// The libraries of a session that came from Maven repositories, and the repositories that it named.
public final class Dependencies {

    // All guarded by this.
    private final Map<String, String> repositories = new LinkedHashMap<>();
    private final Set<String> present = new LinkedHashSet<>();
    private final Set<String> proposed = new LinkedHashSet<>();
    private Function<Map<String, Object>, Map<String, Object>> resolver;

    /// What a resolution found.
    ///
    /// @param artifacts coordinates of what was not there before, in the order of `files`
    /// @param notes     sentences about versions
    public record Resolved(List<String> artifacts, List<Path> files, List<String> notes) {}

    /// Asks this repository before the others from now on.
    public synchronized void addRepository(String id, String url) {
        repositories.put(id, url);
    }

    /// The repositories that were added, by id.
    public synchronized Map<String, String> repositories() {
        return new LinkedHashMap<>(repositories);
    }

    /// Coordinates of all that was resolved so far.
    public synchronized List<String> present() {
        return List.copyOf(present);
    }

    /// Keeps coordinates for the next [#takeProposed].
    public synchronized void propose(String coordinates) {
        proposed.add(coordinates);
    }

    /// The coordinates that were kept, which are forgotten.
    public synchronized List<String> takeProposed() {
        var all = List.copyOf(proposed);
        proposed.clear();
        return all;
    }

    /// Resolves all together, so that one version of each library serves all; those of earlier calls stand. It works on a thread of its
    /// own; the caller waits, and an interrupt ends the wait.
    ///
    /// @param progress gets short texts, on any thread
    /// @throws IllegalArgumentException if something cannot be resolved; a sentence for the user
    public Resolved resolve(List<String> coordinates, List<String> poms, boolean offline, Consumer<String> progress)
            throws IOException, InterruptedException {
        var request = new HashMap<String, Object>();
        request.put("coordinates", coordinates);
        request.put("poms", poms);
        request.put("offline", offline);
        request.put("progress", progress);
        request.put("repositories",
                repositories().entrySet().stream().map(r -> r.getKey() + " " + r.getValue()).toList());
        request.put("present", present());
        var loaded = loaded();
        var answer = new FutureTask<>(() -> loaded.apply(request));
        var thread = Thread.ofPlatform().daemon().name("weft resolver").unstarted(answer);
        thread.start();
        try {
            return fresh(answer.get());
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IllegalArgumentException told -> throw new IllegalArgumentException(told.getMessage(), told);
                case Throwable cause -> throw new IOException("the resolver failed: " + cause, cause);
            }
        }
    }

    private synchronized Function<Map<String, Object>, Map<String, Object>> loaded() throws IOException {
        if (resolver == null) {
            resolver = ResolverJar.load();
        }
        return resolver;
    }

    private synchronized Resolved fresh(Map<String, Object> answer) {
        var all = strings(answer.get("artifacts"));
        var files = strings(answer.get("files"));
        var artifacts = new ArrayList<String>();
        var paths = new ArrayList<Path>();
        for (int i = 0; i < all.size(); i++) {
            if (present.add(all.get(i))) {
                artifacts.add(all.get(i));
                paths.add(Path.of(files.get(i)));
            }
        }
        return new Resolved(artifacts, paths, strings(answer.get("notes")));
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }
}
