package io.weft.jupyter.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.jupyter.history.HistoryStore.Change;
import io.weft.jupyter.message.HistoryEntry;
import io.weft.jupyter.message.HistoryRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryStoreTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("state/weft/history.sqlite");
    }

    private HistoryStore store(String kind) throws HistoryUnavailable {
        return kind.equals("memory") ? new MemoryStore() : SqliteStore.open(file());
    }

    private static void keep(HistoryStore store, String... cells) throws HistoryUnavailable {
        var changes = new ArrayList<Change>();
        for (var cell : cells) {
            changes.add(new Change.Began(changes.size() + 1, cell));
        }
        store.keep(changes);
    }

    private static List<String> inputs(HistoryStore store, HistoryRequest request) throws HistoryUnavailable {
        return store.find(request).stream().map(HistoryEntry::input).toList();
    }

    private static HistoryRequest tail(int n) {
        return new HistoryRequest.Tail(true, true, n);
    }

    private static HistoryRequest search(String pattern, int n, boolean unique) {
        return new HistoryRequest.Search(true, true, pattern, n, unique);
    }

    private static HistoryRequest range(int session, int start, int stop) {
        return new HistoryRequest.Range(true, true, session, start, stop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "sqlite"})
    void findsWhatItKept(String kind) throws HistoryUnavailable {
        var store = store(kind);
        keep(store, "a + 1", "int[] b", "a + 1", "ab.c", "é😀");
        store.keep(List.of(new Change.Result(1, "2"), new Change.Result(3, "4")));
        assertEquals(List.of("a + 1", "ab.c", "é😀"), inputs(store, tail(3)));
        assertEquals(List.of(), inputs(store, tail(0)));
        assertEquals(List.of(), inputs(store, tail(-1)));
        assertEquals(5, store.find(tail(HistoryRequest.NO_LIMIT)).size());
        assertEquals(List.of("int[] b", "a + 1"), inputs(store, range(0, 2, 4)));
        assertEquals(List.of("a + 1", "a + 1"), inputs(store, search("a + ?", 9, false)));
        assertEquals(List.of("a + 1"), inputs(store, search("a*1", 9, true)));
        assertEquals(3, store.find(search("a*1", 9, true)).getFirst().line(), "the last of equal ones");
        assertEquals(List.of("ab.c"), inputs(store, search("a*", 1, false)));
        assertEquals(List.of("int[] b"), inputs(store, search("int[] ?", 9, false)), "a bracket is a bracket");
        assertEquals(List.of(), inputs(store, search("a?.?b", 9, false)), "a dot is a dot");
        assertEquals(List.of("é😀"), inputs(store, search("?😀", 9, false)));
        assertEquals("4", store.find(range(0, 3, 4)).getFirst().output());
        assertEquals(null, store.find(range(0, 2, 3)).getFirst().output());
    }

    @Test
    void laterSessionsFindEarlierOnes() throws HistoryUnavailable {
        var first = SqliteStore.open(file());
        keep(first, "old 1", "old 2");
        first.close();
        var second = SqliteStore.open(file());
        keep(second, "new 1");
        assertEquals(List.of("old 1", "old 2", "new 1"), inputs(second, tail(9)));
        assertEquals(List.of("old 2", "new 1"), inputs(second, tail(2)));
        assertEquals(List.of("old 1", "old 2"), inputs(second, range(-1, 1, 9)), "the session before this one");
        assertEquals(List.of("old 2"), inputs(second, range(1, 2, 3)));
        assertEquals(List.of("new 1"), inputs(second, range(0, 0, 9)));
        assertEquals(List.of("old 1", "new 1"), inputs(second, search("* 1", 9, true)));
    }

    @Test
    void severalSessionsWriteAtOnce() throws HistoryUnavailable {
        var first = SqliteStore.open(file());
        var second = SqliteStore.open(file());
        keep(first, "of the first");
        keep(second, "of the second");
        keep(first, "of the first, again");
        assertEquals(List.of("of the first, again", "of the second"), inputs(second, tail(9)));
        assertEquals(List.of("of the second"), inputs(second, range(0, 0, 9)));
        assertEquals(List.of("of the first, again"), inputs(first, range(0, 0, 9)));
    }

    @Test
    void anotherProcessSeesWhatIsCommitted() throws Exception {
        var store = SqliteStore.open(file());
        keep(store, "not closed");
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = other.createStatement();
                var rows = statement.executeQuery("SELECT source_raw FROM history")) {
            assertTrue(rows.next());
            assertEquals("not closed", rows.getString(1));
        }
    }

    @Test
    void othersCannotReadIt() throws HistoryUnavailable, IOException {
        keep(SqliteStore.open(file()), "secret");
        try (var files = Files.list(file().getParent())) {
            for (var each : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)), each
                        + "");
            }
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));
    }

    @Test
    void aFileThatIsNoDatabaseIsToldAndLeftAlone() throws IOException {
        var text = folder.resolve("notes.txt");
        Files.writeString(text, "dear diary ".repeat(500));
        var fault = assertThrows(HistoryUnavailable.class, () -> SqliteStore.open(text));
        assertTrue(fault.getMessage().contains("notes.txt") && fault.getMessage().contains("WEFT_HISTORY"),
                fault.getMessage());
        assertEquals("dear diary ".repeat(500), Files.readString(text));
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        var blocked = folder.resolve("blocked");
        Files.writeString(blocked, "");
        var fault = assertThrows(HistoryUnavailable.class, () -> SqliteStore.open(blocked.resolve("x/history.sqlite")));
        assertTrue(fault.getMessage().contains("cannot be made"), fault.getMessage());
    }
}
