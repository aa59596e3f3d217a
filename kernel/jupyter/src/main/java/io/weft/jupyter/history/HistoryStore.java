package io.weft.jupyter.history;

import io.weft.jupyter.message.HistoryEntry;
import io.weft.jupyter.message.HistoryRequest;
import java.util.List;

/// Where cells are kept. Confined to the history's thread.
sealed interface HistoryStore permits MemoryStore, SqliteStore {

    /// What is to be kept: a cell that began, or the result of one that ended.
    sealed interface Change {

        /// The cell's number.
        int line();

        /// A cell began.
        record Began(int line, String code) implements Change {}

        /// A cell that began before had this result.
        record Result(int line, String text) implements Change {}
    }

    /// Keeps all of these or none.
    ///
    /// @throws HistoryUnavailable if they cannot be kept
    void keep(List<Change> changes) throws HistoryUnavailable;

    /// The cells that were asked for, the oldest first.
    ///
    /// @throws HistoryUnavailable if they cannot be read
    List<HistoryEntry> find(HistoryRequest request) throws HistoryUnavailable;

    /// Notes that the session is over.
    ///
    /// @throws HistoryUnavailable if that cannot be kept
    void close() throws HistoryUnavailable;
}
