package io.weft.jupyter.history;

import io.weft.jupyter.message.HistoryEntry;
import io.weft.jupyter.message.HistoryRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// The cells of all sessions, in an SQLite file that several kernels use at once. Its tables are those of IPython's history, so
/// that the same tools read both.
///
/// Commits go to a write-ahead log without waiting for the disk: they outlive the process at once, and the machine soon after.
final class SqliteStore implements HistoryStore {

    private static final int BUSY_MILLIS = 2000;
    private static final List<String> SCHEMA = List.of("""
            CREATE TABLE IF NOT EXISTS sessions (session INTEGER PRIMARY KEY AUTOINCREMENT,
                start TIMESTAMP, "end" TIMESTAMP, num_cmds INTEGER, remark TEXT)""", """
            CREATE TABLE IF NOT EXISTS history (session INTEGER, line INTEGER, source TEXT, source_raw TEXT,
                PRIMARY KEY (session, line))""", """
            CREATE TABLE IF NOT EXISTS output_history (session INTEGER, line INTEGER, output TEXT,
                PRIMARY KEY (session, line))""");
    private static final String SELECT = """
            SELECT h.session, h.line, h.source_raw, o.output FROM history h
            LEFT JOIN output_history o ON o.session = h.session AND o.line = h.line
            """;
    private static final String NEWEST_FIRST = " ORDER BY h.session DESC, h.line DESC LIMIT ?";
    private static final String ONCE = " AND NOT EXISTS (SELECT 1 FROM history later WHERE later.source_raw = h.source_raw"
            + " AND (later.session, later.line) > (h.session, h.line))";

    private final Path file;
    private final Connection connection;
    private final long session;
    /// The history's thread only.
    private int kept;

    private SqliteStore(Path file, Connection connection, long session) {
        this.file = file;
        this.connection = connection;
        this.session = session;
    }

    /// Opens the file, made if it is not there, and begins a session in it.
    static SqliteStore open(Path file) throws HistoryUnavailable {
        HistoryFile.prepare(file);
        SqliteLibrary.load();
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        Connection connection = null;
        try {
            connection = JDBC.createConnection(JDBC.PREFIX + file, config.toProperties());
            connection.setAutoCommit(true);
            for (var table : SCHEMA) {
                execute(connection, table);
            }
            return new SqliteStore(file, connection, begin(connection));
        } catch (SQLException | LinkageError e) {
            close(connection);
            throw unavailable(file, e);
        }
    }

    @Override
    public void keep(List<Change> changes) throws HistoryUnavailable {
        try {
            connection.setAutoCommit(false);
            try {
                for (var change : changes) {
                    keep(change);
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw unavailable(file, e);
        }
    }

    private void keep(Change change) throws SQLException {
        switch (change) {
            case Change.Began(var line, var code) -> {
                execute(connection, "INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?)", session, line, code, code);
                kept++;
            }
            case Change.Result(var line, var text) -> execute(connection,
                    "INSERT OR REPLACE INTO output_history VALUES (?, ?, ?)", session, line, text);
        }
    }

    @Override
    public List<HistoryEntry> find(HistoryRequest request) throws HistoryUnavailable {
        try {
            return switch (request) {
                case HistoryRequest.Tail(_, _, var n) -> newestFirst(SELECT + NEWEST_FIRST, Math.max(0, n));
                case HistoryRequest.Range(_, _, var of, var start, var stop) -> select(
                        SELECT + " WHERE h.session = ? AND h.line >= ? AND h.line < ? ORDER BY h.line",
                        of > 0 ? of : session + of, start, stop);
                case HistoryRequest.Search(_, _, var pattern, var n, var unique) -> newestFirst(
                        SELECT + " WHERE h.source_raw GLOB ?" + (unique ? ONCE : "") + NEWEST_FIRST,
                        pattern.replace("[", "[[]"), Math.max(0, n));
            };
        } catch (SQLException e) {
            throw unavailable(file, e);
        }
    }

    @Override
    public void close() throws HistoryUnavailable {
        try (connection) {
            execute(connection, "UPDATE sessions SET \"end\" = CURRENT_TIMESTAMP, num_cmds = ? WHERE session = ?", kept,
                    session);
        } catch (SQLException e) {
            throw unavailable(file, e);
        }
    }

    private static long begin(Connection connection) throws SQLException {
        execute(connection, "INSERT INTO sessions (start) VALUES (CURRENT_TIMESTAMP)");
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT last_insert_rowid()")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private List<HistoryEntry> newestFirst(String sql, Object... values) throws SQLException {
        var found = select(sql, values);
        Collections.reverse(found);
        return found;
    }

    private List<HistoryEntry> select(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                return entries(rows);
            }
        }
    }

    private static List<HistoryEntry> entries(ResultSet rows) throws SQLException {
        var entries = new ArrayList<HistoryEntry>();
        while (rows.next()) {
            entries.add(new HistoryEntry(rows.getLong(1), rows.getLong(2), rows.getString(3), rows.getString(4)));
        }
        return entries;
    }

    private static void close(Connection connection) {
        try (connection) {
            // Nothing else: what made it useless is told already.
        } catch (SQLException e) {
            System.getLogger(SqliteStore.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
        }
    }

    private static HistoryUnavailable unavailable(Path file, Throwable cause) {
        return new HistoryUnavailable("The history " + file + " cannot be used (" + cause.getMessage()
                + "), so this session's cells are kept in memory only: free, repair or move that file, or name another "
                + "in " + HistoryPlace.VARIABLE + ".", cause);
    }
}
