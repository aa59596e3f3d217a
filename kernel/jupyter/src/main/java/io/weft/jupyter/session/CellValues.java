package io.weft.jupyter.session;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the cells of this session were and gave, for [Recall]. Results are kept as long as memory allows: the last one for certain,
/// the others until the heap is short, [#KEPT] at most. Any thread.
final class CellValues {

    /// The number of results that are kept.
    static final int KEPT = 1000;

    // All guarded by this.
    private final TreeMap<Integer, String> codes = new TreeMap<>();
    private final LinkedHashMap<Integer, SoftReference<Object>> results = new LinkedHashMap<>();
    private Object lastResult;

    synchronized void began(int number, String code) {
        codes.put(number, code);
    }

    synchronized void gave(int number, Object result) {
        lastResult = result;
        results.put(number, new SoftReference<>(result));
        if (results.size() > KEPT) {
            results.pollFirstEntry();
        }
    }

    /// The code of a cell.
    ///
    /// @throws IllegalArgumentException if there was no such cell
    synchronized String code(int number) {
        var code = codes.get(number);
        if (code == null) {
            throw new IllegalArgumentException("There was no cell " + number + " in this session: " + known());
        }
        return code;
    }

    /// The result of a cell.
    ///
    /// @throws IllegalArgumentException if it had none, or it is no longer kept
    synchronized Object result(int number) {
        var kept = results.get(number);
        var result = kept == null ? null : kept.get();
        if (result != null) {
            return result;
        }
        code(number);
        throw new IllegalArgumentException(kept == null && number > oldest()
                ? "Cell " + number
                        + " had no result: its last line was a declaration, ended with a semicolon, or failed."
                : "The result of cell " + number + " is no longer kept: keep what is needed for long in a variable.");
    }

    /// The result of the last cell that had one.
    ///
    /// @throws IllegalArgumentException if none had
    synchronized Object lastResult() {
        if (lastResult == null) {
            throw new IllegalArgumentException("No cell of this session has had a result yet.");
        }
        return lastResult;
    }

    private int oldest() {
        return results.size() < KEPT ? 0 : results.firstEntry().getKey();
    }

    private String known() {
        List<Map.Entry<Integer, String>> all = new ArrayList<>(codes.entrySet());
        return all.isEmpty()
                ? "it is the first."
                : "its cells are " + all.getFirst().getKey() + " to " + all.getLast().getKey() + ".";
    }
}
