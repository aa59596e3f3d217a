package io.weft.jupyter.install;

import io.weft.loop.LoopFlags;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.JShell;

/// The JVM flags of a kernel. Whoever starts a Weft JVM takes them from here: an ahead-of-time cache is dropped in
/// silence where module flags differ between training and use.
///
/// | flag | why |
/// |---|---|
/// | those of [LoopFlags] | the loop needs them, or is faster with them |
/// | `--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED` | `cell.ShellInside`: small cells compile in one pass, and JShell forgets what is gone |
/// | `-Dstd….encoding=UTF-8` | a cell's streams carry UTF-8 under every locale; `IO.readln` decodes by the property |
/// | `-XX:CompileThresholdScaling=2` | methods are compiled after twice as many calls: else the compiler's threads take a third of the processor until the first reply, most of it for what runs a few hundred times |
/// | `-Xlog:aot*=off`, `-Xlog:cds*=off` | a cache that does not fit costs time, no lines in the front end; `--doctor` says what does not fit |
///
/// Heap sizes are left to the JVM, so that `JDK_JAVA_OPTIONS` can choose them.
public final class JvmFlags {
    private static final String SHELL = "jdk.jshell/jdk.jshell";
    private static final List<String> NEEDED = Stream.concat(LoopFlags.all().stream(), Stream.of(
            "--add-opens=" + SHELL + "=ALL-UNNAMED",
            "-Dstdin.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8")).toList();
    /// Without these a kernel works, only slower or larger.
    private static final List<String> TUNING = Stream.concat(LoopFlags.tuning().stream(), Stream.of(
            "-XX:CompileThresholdScaling=2",
            "-Xlog:aot*=off",
            "-Xlog:cds*=off")).toList();

    private static final List<String> ALL = Stream.concat(NEEDED.stream(), TUNING.stream()).toList();

    private JvmFlags() {}

    /// All flags, in the order of the command line.
    public static List<String> all() {
        return ALL;
    }

    /// Those without which a kernel refuses to start.
    static List<String> needed() {
        return NEEDED;
    }

    /// One sentence about the first needed flag that has no effect in this JVM, or empty if all have.
    public static Optional<String> missing() {
        return NEEDED.stream().filter(flag -> !inEffect(flag)).findFirst().map(JvmFlags::sentence);
    }

    /// The flags of a JVM that runs this jar, with those of [#all()] its ahead-of-time cache.
    public static List<String> of(Path jar) {
        return Stream.concat(ALL.stream(), Stream.of(AotCache.flag(jar))).toList();
    }

    private static boolean inEffect(String flag) {
        if (flag.startsWith("--add-opens")) {
            return flag.contains(SHELL)
                    ? JShell.class.getModule().isOpen("jdk.jshell", JvmFlags.class.getModule())
                    : Object.class.getModule().isOpen("java.lang", JvmFlags.class.getModule());
        }
        int equals = flag.indexOf('=');
        return flag.substring(equals + 1).equals(System.getProperty(flag.substring("-D".length(), equals)));
    }

    private static String sentence(String flag) {
        return "Weft needs the JVM flag " + flag + ", which is missing here or overridden; start the kernel from its"
                + " kernelspec (java -jar weft-kernel.jar --install writes one), or add the flag before -jar.";
    }
}
