package io.weft.jupyter.install;

import java.io.IOException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command line of the jar, apart from running a kernel.
public final class InstallCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final Duration START = Duration.ofSeconds(30);

    private InstallCommand() {}

    /// Whether [#run] is the one to call: a kernel gets its connection file and no options.
    public static boolean handles(String[] args) {
        return args.length != 1 || args[0].startsWith("-");
    }

    /// Does what the options say.
    ///
    /// @return the exit code: 0 done, 1 it could not be done, 2 the options are wrong; `err` then has one sentence
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Request request;
        try {
            request = CommandLine.parse(args);
        } catch (InstallFault fault) {
            err.println(fault.getMessage());
            return MISUSED;
        }
        try {
            return perform(request, JupyterDirs.ofThisMachine(), out);
        } catch (InstallFault fault) {
            err.println(fault.getMessage());
            return FAILED;
        }
    }

    private static int perform(Request request, JupyterDirs dirs, PrintStream out) throws InstallFault {
        return switch (request) {
            case Request.Install(var place, var name, var options) -> install(folder(place, name, dirs), name, dirs,
                    jvmOptions(options, dirs), out);
            case Request.Uninstall(var place, var name) -> uninstall(folder(place, name, dirs), name, out);
            case Request.Doctor _ -> Doctor.ofThisMachine(dirs).report(out) ? DONE : FAILED;
            case Request.Help _ -> print(CommandLine.HELP + "\n" + Settings.HELP.stripTrailing(), out);
            case Request.Version _ -> print("Weft " + version() + ", Java " + Runtime.version(), out);
        };
    }

    private static int install(KernelFolder folder, String name, JupyterDirs dirs,
            List<String> jvmOptions, PrintStream out) throws InstallFault {
        Path javaHome = Path.of(System.getProperty("java.home"));
        boolean changed = folder.install(javaHome, dirs.os(), KernelJar.running(), jvmOptions);
        String state = changed ? "is installed in " : "was up to date in ";
        print("The kernel " + name + " " + state + folder.path() + " (Java: " + javaHome + ")", out);
        train(AotCache.of(folder.spec()), out);
        return DONE;
    }

    /// Those of the command line and of the environment, if a JVM starts with them.
    private static List<String> jvmOptions(List<String> given, JupyterDirs dirs) throws InstallFault {
        var options = new ArrayList<>(Settings.jvmOptions(dirs.env()));
        options.addAll(given);
        if (options.isEmpty()) {
            return options;
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-version");
        var child = Child.run(command, START);
        if (child.code() != 0) {
            throw new InstallFault("No JVM starts with " + String.join(" ", options) + ": "
                    + child.err().lines().findFirst().orElse("it does not say why"));
        }
        return options;
    }

    /// Without a cache the kernel starts all the same, so this is told and does not fail.
    private static void train(AotCache cache, PrintStream out) {
        if (cache.refusal().isEmpty()) {
            out.println("Its start-up cache fits.");
            return;
        }
        out.println("Runs typical cells, for a cache that makes it start faster; this takes some seconds ...");
        long began = System.nanoTime();
        try {
            cache.train();
            out.println("... done in %.0f s".formatted((System.nanoTime() - began) / 1e9));
        } catch (IOException e) {
            out.println("... there is none (" + e.getMessage() + "); the kernel starts about half a second slower");
        }
    }

    private static int uninstall(KernelFolder folder, String name, PrintStream out) throws InstallFault {
        if (!folder.uninstall()) {
            throw new InstallFault("There is no kernel " + name + " at " + folder.path()
                    + "; --doctor lists those that are installed.");
        }
        return print("The kernel " + name + " is removed from " + folder.path(), out);
    }

    private static KernelFolder folder(Request.Place place, String name, JupyterDirs dirs) {
        Path data = switch (place) {
            case Request.Place.User _ -> dirs.userDir();
            case Request.Place.Prefix(Path prefix) -> JupyterDirs.dataUnder(prefix);
        };
        return new KernelFolder(data.toAbsolutePath().resolve("kernels", name));
    }

    private static int print(String text, PrintStream out) {
        out.println(text);
        return DONE;
    }

    private static String version() {
        return Optional.ofNullable(InstallCommand.class.getPackage().getImplementationVersion())
                .orElse("(version unknown: not started from its jar)");
    }
}
