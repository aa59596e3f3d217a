package io.weft.jupyter.install;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A kernelspec of ours that was found, and whether it would start.
record InstalledKernel(KernelFolder folder, KernelSpec spec) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String REINSTALL = "install it again: java -jar weft-kernel.jar --install";
    private static final String REPAIR = REINSTALL + "; unset _JAVA_OPTIONS, JAVA_TOOL_OPTIONS or JDK_JAVA_OPTIONS";

    String name() {
        return folder.path().getFileName().toString();
    }

    /// Starts the kernelspec's own Java with its own flags and jar, and asks there whether the flags took effect.
    Finding examine() {
        String what = "kernel " + name() + " in " + folder.path();
        if (!Files.isExecutable(spec.java())) {
            return new Finding.Missing(what + " names a Java that is not there: " + spec.java(), REINSTALL);
        }
        if (!Files.isReadable(spec.jar())) {
            return new Finding.Missing(what + " names a jar that is not there: " + spec.jar(), REINSTALL);
        }
        List<String> command = new ArrayList<>(List.of(spec.java().toString()));
        command.addAll(spec.flags());
        command.addAll(List.of("-cp", spec.jar().toString(), FlagProbe.class.getName()));
        Child child = Child.run(command, LIMIT);
        if (child.code() != 0) {
            return new Finding.Missing(what + ": its Java does not start: " + child.lastError(), REPAIR);
        }
        if (!child.out().strip().equals(FlagProbe.READY)) {
            return new Finding.Missing(what + ": " + child.out().strip(), REPAIR);
        }
        return AotCache.of(spec)
                .refusal()
                .<Finding>map(reason -> new Finding.Note(
                        what + " starts half a second slower than it could, without its cache: " + reason, REPAIR))
                .orElseGet(() -> new Finding.Fine(what + " starts with " + spec.java() + " and its cache"));
    }
}
