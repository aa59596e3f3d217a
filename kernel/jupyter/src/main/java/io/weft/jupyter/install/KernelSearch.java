package io.weft.jupyter.install;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks through Jupyter's data folders for kernels of ours, as Jupyter does: of two with one name, the first is used.
///
/// One object makes one search; it is confined to the thread that does.
final class KernelSearch {
    private final Map<String, InstalledKernel> kernels = new TreeMap<>();
    private final List<Finding> remarks = new ArrayList<>();

    KernelSearch(List<Path> dataDirs) {
        for (Path dir : dataDirs) {
            Path folder = dir.resolve("kernels");
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, Files::isDirectory)) {
                stream.forEach(this::look);
            } catch (IOException e) {
                remarks.add(unreadable(folder, e));
            }
        }
    }

    List<InstalledKernel> kernels() {
        return List.copyOf(kernels.values());
    }

    /// What was odd on the way.
    List<Finding> remarks() {
        return List.copyOf(remarks);
    }

    private void look(Path folder) {
        try {
            KernelSpec.readOurs(folder).ifPresent(spec -> add(new InstalledKernel(new KernelFolder(folder), spec)));
        } catch (IOException e) {
            remarks.add(unreadable(folder, e));
        }
    }

    private void add(InstalledKernel kernel) {
        InstalledKernel first = kernels.putIfAbsent(kernel.name(), kernel);
        if (first != null && !first.equals(kernel)) {
            remarks.add(new Finding.Note(
                    "kernel " + kernel.name() + " in " + kernel.folder().path() + " is hidden by "
                            + first.folder().path(),
                    "remove one of the two with --uninstall"));
        }
    }

    private static Finding unreadable(Path folder, IOException e) {
        String what = folder + " cannot be read: " + FileFault.reason(e);
        return new Finding.Note(what, "look at its permissions and content");
    }
}
