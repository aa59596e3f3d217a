package io.weft.jupyter.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One folder under `kernels`, and what Weft puts there and removes from there.
///
/// The jar's name contains a hash of its content and a file appears under its name complete, by an atomic move. So a
/// kernel that runs, or starts at this moment, never sees a jar change under it.
record KernelFolder(Path path) {
    private static final List<String> LOGOS = List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

    /// Makes the folder hold this kernel. True if something had to change.
    boolean install(Path javaHome, JupyterDirs.Os os, KernelJar jar, List<String> jvmOptions) throws InstallFault {
        refuseForeign("install into");
        try {
            Files.createDirectories(path);
            Path target = path.toAbsolutePath().normalize().resolve(jar.installedName());
            boolean changed = put(jar.installedName(), jar.content());
            for (String logo : LOGOS) {
                changed |= put(logo, resource(logo));
            }
            // Last: from here on Jupyter starts the new jar.
            String spec = KernelSpec.of(javaHome, os, target, jvmOptions).toJson();
            changed |= put(KernelSpec.FILE, spec.getBytes(StandardCharsets.UTF_8));
            removeOldBuilds(target);
            return changed;
        } catch (IOException e) {
            throw FileFault.of("install the kernel into", path, e);
        }
    }

    /// What [#install] wrote last.
    KernelSpec spec() throws InstallFault {
        try {
            return KernelSpec.readOurs(path)
                    .orElseThrow(
                            () -> new InstallFault("There is no kernel of Weft in " + path + "; install it again."));
        } catch (IOException e) {
            throw FileFault.of("read the kernel in", path, e);
        }
    }

    /// Removes what [#install] wrote, and the folder if nothing else is in it. False if no kernel was there.
    boolean uninstall() throws InstallFault {
        if (!Files.exists(path.resolve(KernelSpec.FILE))) {
            return false;
        }
        refuseForeign("remove");
        try {
            // First: from here on Jupyter does not offer the kernel any more.
            Files.delete(path.resolve(KernelSpec.FILE));
            for (Path file : files()) {
                String name = file.getFileName().toString();
                if (name.startsWith(KernelSpec.JAR_PREFIX) || LOGOS.contains(name)) {
                    Files.delete(file);
                }
            }
            if (files().isEmpty() && !Files.isSymbolicLink(path)) {
                Files.delete(path);
            }
            return true;
        } catch (IOException e) {
            throw FileFault.of("remove", path, e);
        }
    }

    private void refuseForeign(String action) throws InstallFault {
        try {
            if (Files.exists(path.resolve(KernelSpec.FILE)) && KernelSpec.readOurs(path).isEmpty()) {
                throw new InstallFault("Cannot " + action + " " + path
                        + ": another kernel is there; choose another name with --name NAME.");
            }
        } catch (IOException e) {
            throw new InstallFault("Cannot " + action + " " + path + ": " + FileFault.reason(e)
                    + "; move it away or choose another name with --name NAME.", e);
        }
    }

    private boolean put(String name, byte[] content) throws IOException {
        Path file = path.resolve(name);
        if (Files.isRegularFile(file) && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        AtomicFile.write(file, content);
        return true;
    }

    /// Jars of earlier builds, with their caches.
    private void removeOldBuilds(Path current) throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            boolean jar = name.startsWith(KernelSpec.JAR_PREFIX) && name.endsWith(".jar");
            if (jar && !name.equals(current.getFileName().toString()) && !inUse(name)) {
                AtomicFile.deleteIfFree(file);
                AtomicFile.deleteIfFree(AotCache.beside(file));
            }
        }
    }

    /// A kernel that runs may still start processes of its own from its jar.
    private static boolean inUse(String jarName) {
        return ProcessHandle.allProcesses().anyMatch(process -> commandLine(process).contains(jarName));
    }

    /// The JDK gives no command line on Linux that is longer than a page, as one with a long class path is.
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return process.info().commandLine().orElse("");
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            stream.forEach(files::add);
        }
        return files;
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = KernelFolder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the jar lacks its own " + name);
            }
            return in.readAllBytes();
        }
    }
}
