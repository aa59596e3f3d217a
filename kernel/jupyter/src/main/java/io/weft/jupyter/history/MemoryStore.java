package io.weft.jupyter.history;

import io.weft.jupyter.message.HistoryEntry;
import io.weft.jupyter.message.HistoryRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The cells of this session alone, for when there is no file.
final class MemoryStore implements HistoryStore {

    /// This session's number as clients see it; there are no others.
    private static final int SESSION = 1;

    /// By number. The history's thread only.
    private final TreeMap<Integer, HistoryEntry> entries = new TreeMap<>();

    @Override
    public void keep(List<Change> changes) {
        for (var change : changes) {
            switch (change) {
                case Change.Began(var line, var code) -> entries.put(line, new HistoryEntry(SESSION, line, code, null));
                case Change.Result(var line, var text) -> entries.computeIfPresent(line,
                        (_, entry) -> new HistoryEntry(SESSION, line, entry.input(), text));
            }
        }
    }

    @Override
    public List<HistoryEntry> find(HistoryRequest request) {
        var all = List.copyOf(entries.values());
        return switch (request) {
            case HistoryRequest.Tail tail -> last(all, tail.n());
            case HistoryRequest.Range(_, _, var session, var start, var stop) -> session != 0 && session != SESSION
                    ? List.of()
                    : all.stream().filter(e -> e.line() >= start && e.line() < stop).toList();
            case HistoryRequest.Search search -> search(all, search);
        };
    }

    @Override
    public void close() {
        entries.clear();
    }

    /// With `unique` the last of equal cells stays, as in IPython.
    private static List<HistoryEntry> search(List<HistoryEntry> all, HistoryRequest.Search search) {
        var pattern = glob(search.pattern());
        var seen = new HashSet<String>();
        var found = new ArrayList<HistoryEntry>();
        for (var entry : all.reversed()) {
            if (pattern.matcher(entry.input()).matches() && (!search.unique() || seen.add(entry.input()))) {
                found.add(entry);
            }
        }
        Collections.reverse(found);
        return last(found, search.n());
    }

    private static List<HistoryEntry> last(List<HistoryEntry> all, int n) {
        return all.subList(Math.max(0, all.size() - Math.max(0, n)), all.size());
    }

    private static Pattern glob(String glob) {
        var regex = new StringBuilder();
        glob.codePoints().forEach(c -> regex.append(switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(c));
        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
