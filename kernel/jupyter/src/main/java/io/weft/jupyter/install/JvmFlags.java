package io.weft.jupyter.install;

import java.util.List;
import java.util.Optional;

/// The JVM flags of a kernel. Whoever starts a Weft JVM takes them from here: an ahead-of-time cache is dropped in
/// silence where module flags differ between training and use.
///
/// | flag | why |
/// |---|---|
/// | `--add-opens=java.base/java.lang=ALL-UNNAMED` | the loop gives a virtual thread its own scheduler |
/// | `-Djdk.pollerMode=1` | socket pollers on platform threads; else they run on a loop, and die with it |
/// | `-Djdk.trackAllThreads=false` | the JDK lists no virtual threads, as the loop does; 100,000 tasks start in half the time |
/// | `-Dstd….encoding=UTF-8` | a cell's streams carry UTF-8 under every locale; `IO.readln` decodes by the property |
///
/// Heap size and collector are left to the JVM, so that `JDK_JAVA_OPTIONS` can choose them.
public final class JvmFlags {
    private static final List<String> ALL = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djdk.pollerMode=1",
            "-Djdk.trackAllThreads=false",
            "-Dstdin.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    private JvmFlags() {}

    /// All flags, in the order of the command line.
    public static List<String> all() {
        return ALL;
    }

    /// One sentence about the first flag that has no effect in this JVM, or empty if all have.
    public static Optional<String> missing() {
        return ALL.stream().filter(flag -> !inEffect(flag)).findFirst().map(JvmFlags::sentence);
    }

    private static boolean inEffect(String flag) {
        if (flag.startsWith("--add-opens")) {
            return Object.class.getModule().isOpen("java.lang", JvmFlags.class.getModule());
        }
        int equals = flag.indexOf('=');
        return flag.substring(equals + 1).equals(System.getProperty(flag.substring("-D".length(), equals)));
    }

    private static String sentence(String flag) {
        return "Weft needs the JVM flag " + flag + ", which is missing here or overridden; start the kernel from its"
                + " kernelspec (java -jar weft-kernel.jar --install writes one), or add the flag before -jar.";
    }
}
