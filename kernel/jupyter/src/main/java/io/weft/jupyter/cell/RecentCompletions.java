package io.weft.jupyter.cell;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was found for a name while it is typed: with a letter more it is the same with fewer matches, and each look takes the compiler one pass and
/// another for each signature. Guarded by the session's lock.
final class RecentCompletions {

    private static final int MOST = 64;

    /// By the source ahead of the name.
    private final Map<String, Found> found = new LinkedHashMap<>();
    private final Map<String, String> signatures = new HashMap<>();
    private long state = -1;

    private record Found(String prefix, Completion completion) {}

    /// @param now a number that changes with what the cells have declared; all that was found before is forgotten
    RecentCompletions at(long now) {
        if (state != now || found.size() > MOST || signatures.size() > 10 * MOST) {
            state = now;
            found.clear();
            signatures.clear();
        }
        return this;
    }

    /// The matches of a longer name among those that were found for a shorter one; empty where that does not tell.
    Optional<Completion> of(String source, String prefix) {
        var known = found.get(source);
        if (known == null || !prefix.startsWith(known.prefix)) {
            return Optional.empty();
        }
        var matches = known.completion.matches().stream().filter(match -> match.text().startsWith(prefix)).toList();
        int end = source.length() + prefix.length();
        return matches.isEmpty() ? Optional.empty() : Optional.of(new Completion(matches, source.length(), end));
    }

    void add(String source, String prefix, Completion completion) {
        if (completion.start() == source.length()) {
            found.put(source, new Found(prefix, completion));
        }
    }

    Map<String, String> signatures() {
        return signatures;
    }
}
