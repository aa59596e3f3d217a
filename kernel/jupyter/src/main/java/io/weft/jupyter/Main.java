package io.weft.jupyter;

import io.weft.jupyter.cell.JavaSession;
import io.weft.jupyter.install.AotCache;
import io.weft.jupyter.install.InstallCommand;
import io.weft.jupyter.install.JvmFlags;
import io.weft.jupyter.install.Settings;
import io.weft.jupyter.message.ConnectReply;
import io.weft.jupyter.session.CommonPoolThreads;
import io.weft.jupyter.session.Imports;
import io.weft.jupyter.session.Kernel;
import io.weft.jupyter.training.Training;
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
        int code;
        if (args.length == 1 && args[0].equals(AotCache.TRAIN)) {
            code = Training.run(Main::train, System.err);
        } else if (InstallCommand.handles(args)) {
            code = InstallCommand.run(args, System.out, System.err);
        } else {
            code = runKernel(Path.of(args[0]));
        }
        // Also after training, whose threads would keep the JVM from writing its cache.
        System.exit(code);
    }

    /// Returns only if the kernel cannot be started.
    private static int runKernel(Path connectionFile) {
        CommonPoolThreads.install();
        var settings = Settings.of(System.getenv());
        // First, since it takes longest, and beside all the rest.
        var java = startJava(settings);
        var missing = JvmFlags.missing();
        if (missing.isPresent()) {
            System.err.println(missing.get());
            return 1;
        }
        try {
            start(ConnectionInfo.read(connectionFile), id(connectionFile), settings, java).stay();
            return 0;
        } catch (ConnectionFileException | TransportException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    /// The id by which a notebook's server knows the kernel: it names the connection file so. Empty where it does not.
    private static String id(Path connectionFile) {
        var name = connectionFile.getFileName().toString();
        return name.matches("kernel-[\\w-]+\\.json")
                ? name.substring("kernel-".length(), name.length() - ".json".length())
                : "";
    }

    private static void train(ConnectionInfo info) {
        CommonPoolThreads.install();
        var settings = Settings.of(System.getenv());
        start(info, "", settings, startJava(settings));
    }

    private static JavaSession startJava(Settings settings) {
        return JavaSession.inBackground(Main.class.getClassLoader(), Imports.frontDoor(), Imports.types(),
                settings.compilerOptions());
    }

    /// @throws TransportException if a socket cannot be bound
    private static KernelProcess start(ConnectionInfo info, String id, Settings settings, JavaSession java) {
        var process = new KernelProcess();
        var ports = new ConnectReply(info.shellPort(), info.iopubPort(), info.stdinPort(), info.controlPort(),
                info.hbPort());
        var kernel = new Kernel(settings, java, KernelProcess.version(), id, ports, process::end);
        var transport = Transport.open(info, kernel);
        process.use(transport);
        kernel.start(transport);
        return process;
    }
}
