package io.weft.jupyter.install;

import java.nio.file.Path;
import java.util.List;

/// What the command line asks for, besides running a kernel.
sealed interface Request {
    String DEFAULT_NAME = "weft";

    /// Install or update a kernel.
    ///
    /// @param jvmOptions for the kernel's JVM, besides its own
    record Install(Place place, String name, List<String> jvmOptions) implements Request {}

    record Uninstall(Place place, String name) implements Request {}

    record Doctor() implements Request {}

    record Help() implements Request {}

    record Version() implements Request {}

    /// Whose Jupyter gets the kernel.
    sealed interface Place {
        record User() implements Place {}

        record Prefix(Path folder) implements Place {}
    }
}
