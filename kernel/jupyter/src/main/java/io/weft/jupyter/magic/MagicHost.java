package io.weft.jupyter.magic;

import io.weft.jupyter.cell.CellSource;
import io.weft.jupyter.cell.JavaSession;
import io.weft.jupyter.cell.SnippetRunner;
import io.weft.jupyter.message.HistoryReply;
import io.weft.jupyter.message.HistoryRequest;
import io.weft.jupyter.message.Publication;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What magics need of the session. Called in the task of the cell.
public interface MagicHost {

    /// Evaluates code with magics of its own; the compiler does not hold up the loop meanwhile.
    ///
    /// @param source the code and how messages show it
    /// @param around runs each of its snippets
    /// @return the value of its last expression, null if there is none
    Object eval(CellSource source, SnippetRunner around);

    /// A source with the number of the current cell.
    CellSource source(String text, String shown);

    /// The Java side of the session.
    JavaSession java();

    /// Cells that ran.
    HistoryReply history(HistoryRequest request);

    /// How long a cell may run from now on; empty for no limit.
    void cellTimeout(Optional<Duration> limit);

    /// How long a cell may run.
    Optional<Duration> cellTimeout();

    /// Publishes for the current cell.
    void publish(Publication content);

    /// Installs extensions of libraries that were added.
    ///
    /// @return the class names of those that are new
    List<String> installExtensions();
}
