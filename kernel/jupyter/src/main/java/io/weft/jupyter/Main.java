package io.weft.jupyter;

import io.weft.jupyter.install.InstallCommand;
import io.weft.jupyter.install.JvmFlags;
import io.weft.jupyter.message.ConnectReply;
import io.weft.jupyter.session.Kernel;
import io.weft.jupyter.wire.ConnectionFileException;
import io.weft.jupyter.wire.ConnectionInfo;
import io.weft.jupyter.wire.Transport;
import io.weft.jupyter.wire.TransportException;
import java.nio.file.Path;

/// Starts the kernel, or does what the options say.
///
/// ```
/// frames --Transport--> Message --Kernel--> ExecuteRequest --CellQueue--> Cell --CellTask--> Loop
/// frames <--Transport-- Message <--Messenger-- CellOutput <--System.out, display, result--------'
/// ```
public final class Main {

    private Main() {}

    /// @param args a connection file, or options; see `--help`
    public static void main(String[] args) {
        int code = InstallCommand.handles(args)
                ? InstallCommand.run(args, System.out, System.err)
                : runKernel(Path.of(args[0]));
        if (code != 0) {
            System.exit(code);
        }
    }

    /// Returns only if the kernel cannot be started.
    private static int runKernel(Path connectionFile) {
        var missing = JvmFlags.missing();
        if (missing.isPresent()) {
            System.err.println(missing.get());
            return 1;
        }
        try {
            var info = ConnectionInfo.read(connectionFile);
            var process = new KernelProcess();
            var kernel = new Kernel(KernelProcess.version(), new ConnectReply(info.shellPort(),
                    info.iopubPort(), info.stdinPort(), info.controlPort(), info.hbPort()), process::end);
            var transport = Transport.open(info, kernel);
            process.use(transport);
            kernel.start(transport);
            process.stay();
            return 0;
        } catch (ConnectionFileException | TransportException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
