package io.weft.jupyter.session;

import io.weft.jupyter.message.HistoryEntry;
import io.weft.jupyter.message.HistoryReply;
import io.weft.jupyter.message.HistoryRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// The cells of this session, in memory. Any thread.
final class History {

    /// This session's number as clients see it; there are no others.
    private static final int SESSION = 1;

    // Guarded by this.
    private final List<HistoryEntry> entries = new ArrayList<>();

    synchronized void add(int number, String code, String result) {
        entries.add(new HistoryEntry(SESSION, number, code, result));
    }

    synchronized HistoryReply answer(HistoryRequest request) {
        var found = switch (request) {
            case HistoryRequest.Tail tail -> last(entries, tail.n());
            case HistoryRequest.Range range -> range(range);
            case HistoryRequest.Search search -> search(search);
        };
        return new HistoryReply(List.copyOf(found), request.output());
    }

    private List<HistoryEntry> range(HistoryRequest.Range range) {
        if (range.session() != 0 && range.session() != SESSION) {
            return List.of();
        }
        return entries.stream().filter(e -> e.line() >= range.start() && e.line() < range.stop()).toList();
    }

    /// With `unique` the last of equal cells stays, as in IPython.
    private List<HistoryEntry> search(HistoryRequest.Search search) {
        var pattern = glob(search.pattern());
        var seen = new HashSet<String>();
        var found = new ArrayList<HistoryEntry>();
        for (var entry : entries.reversed()) {
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
        for (char c : glob.toCharArray()) {
            regex.append(switch (c) {
                case '*' -> ".*";
                case '?' -> ".";
                default -> Pattern.quote(String.valueOf(c));
            });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
