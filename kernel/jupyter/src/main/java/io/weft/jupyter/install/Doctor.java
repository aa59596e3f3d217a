package io.weft.jupyter.install;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Examines what a kernel needs, and says how to mend what is missing.
record Doctor(JupyterDirs dirs, List<JupyterProgram> programs) {
    private static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    static Doctor ofThisMachine(JupyterDirs dirs) {
        return new Doctor(dirs, JupyterProgram.onPath(dirs));
    }

    /// Prints the findings. True if a kernel would start.
    boolean report(PrintStream out) {
        List<Finding> findings = findings();
        findings.forEach(finding -> out.println(finding.text()));
        long missing = findings.stream().filter(Finding.Missing.class::isInstance).count();
        out.println(missing == 0 ? "A kernel would start." : "A kernel would not start: " + missing + " to mend.");
        return missing == 0;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.addAll(variables());
        findings.addAll(settings());
        findings.addAll(jupyter());
        findings.addAll(kernels());
        findings.add(writable(dirs.userDir()));
        findings.add(loopback());
        return findings;
    }

    private static Finding jdk() {
        String what = "JDK " + Runtime.version() + " at " + System.getProperty("java.home");
        return ModuleLayer.boot().findModule("jdk.jshell").isPresent() && Runtime.version().feature() >= 25
                ? new Finding.Fine(what)
                : new Finding.Missing(what + " lacks the module jdk.jshell of Java 25",
                        "start this with a full JDK 25");
    }

    private List<Finding> settings() {
        var all = new ArrayList<Finding>();
        var given = Settings.given(dirs.env());
        if (!given.isEmpty()) {
            all.add(new Finding.Fine("sessions obey " + String.join(", ", given)));
        }
        Settings.of(dirs.env())
                .problems()
                .forEach(problem -> all.add(new Finding.Note(problem, "correct or unset it")));
        return all;
    }

    private List<Finding> variables() {
        return JVM_VARIABLES.stream()
                .filter(dirs.env()::containsKey)
                .<Finding>map(variable -> new Finding.Note(
                        variable + " is set and every JVM obeys it, kernels too: " + dirs.env().get(variable),
                        "unset it if kernels start slowly or not at all"))
                .toList();
    }

    private List<Finding> jupyter() {
        if (programs.isEmpty()) {
            return List.of(new Finding.Note("no jupyter on the PATH",
                    "install one from your system's packages or with pip, or use an editor that brings its own"));
        }
        JupyterProgram first = programs.getFirst();
        List<Finding> findings = new ArrayList<>();
        findings.add(first.version()
                .<Finding>map(version -> new Finding.Fine("jupyter at " + first.path() + " (" + version + ")"))
                .orElseGet(() -> new Finding.Note("jupyter at " + first.path() + " does not run",
                        "run it with --version to see why, or put another first on the PATH")));
        for (JupyterProgram other : programs.subList(1, programs.size())) {
            findings.add(new Finding.Note("another jupyter, later on the PATH: " + other.path(),
                    "each sees the kernels of your user, but of its own Python environment only"));
        }
        return findings;
    }

    private List<Finding> kernels() {
        Set<Path> places = new LinkedHashSet<>();
        programs.forEach(program -> places.addAll(program.dataDirs()));
        places.addAll(dirs.searchPath());
        KernelSearch search = new KernelSearch(List.copyOf(places));
        List<Finding> findings = new ArrayList<>();
        if (search.kernels().isEmpty()) {
            findings.add(new Finding.Missing("no kernelspec of Weft in any of Jupyter's data folders",
                    "install it: java -jar weft-kernel.jar --install"));
        }
        for (InstalledKernel kernel : search.kernels()) {
            findings.add(kernel.examine());
            otherVersion(kernel).ifPresent(findings::add);
        }
        findings.addAll(search.remarks());
        return findings;
    }

    private static Optional<Finding> otherVersion(InstalledKernel kernel) {
        try {
            String own = KernelJar.running().installedName();
            return kernel.spec().jar().getFileName().toString().equals(own)
                    ? Optional.empty()
                    : Optional.of(new Finding.Note("kernel " + kernel.name() + " is another build than this jar",
                            "install it again to update it: java -jar weft-kernel.jar --install"));
        } catch (InstallFault | IOException _) {
            // Run from class files: there is no build to compare with.
            return Optional.empty();
        }
    }

    private static Finding writable(Path dir) {
        Path existing = dir.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            Files.delete(Files.createTempFile(existing, ".weft-doctor", ".tmp"));
            return new Finding.Fine("data folder " + dir + " can be written");
        } catch (IOException e) {
            return new Finding.Missing("data folder " + dir + " cannot be written: " + FileFault.reason(e),
                    "mend the permissions of " + existing + ", or set JUPYTER_DATA_DIR to another folder");
        }
    }

    private static Finding loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Finding.Fine("ports of " + socket.getInetAddress().getHostAddress() + " can be bound");
        } catch (IOException e) {
            return new Finding.Missing("no port of the loopback address can be bound: " + e.getMessage(),
                    "bring the interface lo up, or look at the sandbox or container that this runs in");
        }
    }
}
