package io.weft.jupyter.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    @TempDir
    Path temp;

    @Test
    void withoutAKernelspecNothingWouldStart() {
        assertTrue(report(Map.of()).contains("MISSING  no kernelspec of Weft"), report(Map.of()));
        assertFalse(doctor(Map.of()).report(new PrintStream(new ByteArrayOutputStream())));
    }

    @Test
    void variablesThatEveryJvmObeysAreNamed() {
        assertTrue(report(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1m")).contains("note     JAVA_TOOL_OPTIONS is set"));
    }

    @Test
    void aDataFolderBelowAFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        String report = report(Map.of("JUPYTER_DATA_DIR", file.resolve("data").toString()));
        assertTrue(report.contains("MISSING  data folder " + file.resolve("data")), report);
    }

    @Test
    void aKernelspecWithItsFlagsIsFine() throws IOException {
        Finding finding = kernel(JAVA_HOME.resolve("bin/java"), JvmFlags.all()).examine();
        // A jar with folders on its class path can have no cache.
        assertInstanceOf(Finding.Note.class, finding);
        assertTrue(finding.text().contains("without its cache: ") && finding.text().contains("weft-kernel-0.aot"),
                finding.text());
    }

    @Test
    void aCacheThatIsNoneIsNamed() throws IOException {
        InstalledKernel kernel = kernel(JAVA_HOME.resolve("bin/java"), JvmFlags.of(temp.resolve("weft-kernel-0.jar")));
        Files.writeString(temp.resolve("weft-kernel-0.aot"), "none");
        Finding finding = kernel.examine();
        assertTrue(finding.text().contains("without its cache: Unable to read"), finding.text());
    }

    @Test
    void aTrainingRunThatFailsLeavesNothingBehind() throws IOException {
        Path jar = ClassPathJar.write(temp.resolve("weft-kernel-0.jar"));
        var cache = new AotCache(JAVA_HOME.resolve("bin/java"), JvmFlags.of(jar), jar);
        assertThrows(IOException.class, cache::train);
        try (var files = Files.list(temp)) {
            assertEquals(List.of(jar), files.toList());
        }
    }

    @Test
    void eachMissingFlagIsNamed() throws IOException {
        for (String flag : JvmFlags.needed()) {
            List<String> others = new ArrayList<>(JvmFlags.all());
            others.remove(flag);
            // The locale may give a stream's encoding the right value even so.
            others.addFirst("-Dstdin.encoding=x");
            others.addFirst("-Dstdout.encoding=x");
            others.addFirst("-Dstderr.encoding=x");
            Finding finding = kernel(JAVA_HOME.resolve("bin/java"), others).examine();
            assertTrue(finding.text().contains("the JVM flag " + flag), finding.text());
        }
    }

    @Test
    void aJavaThatIsGoneOrDoesNotStartIsNamed() throws IOException {
        Finding gone = kernel(temp.resolve("bin/java"), List.of()).examine();
        assertTrue(gone.text().startsWith("MISSING") && gone.text().contains("a Java that is not there"), gone.text());
        Finding broken = kernel(JAVA_HOME.resolve("bin/java"), List.of("--no-such-flag")).examine();
        assertTrue(broken.text().contains("its Java does not start"), broken.text());
    }

    @Test
    void aJarThatIsGoneIsNamed() throws IOException {
        InstalledKernel kernel = kernel(JAVA_HOME.resolve("bin/java"), JvmFlags.all());
        Files.delete(kernel.spec().jar());
        assertTrue(kernel.examine().text().contains("a jar that is not there"));
    }

    @Test
    void ofTwoKernelsWithOneNameTheFirstIsUsed() throws IOException {
        Path first = writeSpec(temp.resolve("a"), "{\"argv\": [\"java\", \"-jar\", \"weft-kernel-1.jar\", \"{c}\"]}");
        writeSpec(temp.resolve("b"), "{\"argv\": [\"java\", \"-jar\", \"weft-kernel-2.jar\", \"{c}\"]}");
        writeSpec(temp.resolve("c"), "{ no JSON");
        writeSpec(temp.resolve("d"), "{\"argv\": [\"python3\"]}");
        KernelSearch search = new KernelSearch(List.of(temp.resolve("a"), temp.resolve("b"), temp.resolve("c"),
                temp.resolve("d"), temp.resolve("absent")));
        assertEquals(List.of(first), search.kernels().stream().map(kernel -> kernel.folder().path()).toList());
        assertEquals(2, search.remarks().size());
        assertTrue(search.remarks().getFirst().text().contains("is hidden by " + first));
        assertTrue(search.remarks().getLast().text().contains("cannot be read"));
    }

    private Path writeSpec(Path data, String json) throws IOException {
        Path folder = Files.createDirectories(data.resolve("kernels", "weft"));
        Files.writeString(folder.resolve("kernel.json"), json);
        return folder;
    }

    /// With a jar whose manifest leads to this test's own classes.
    private InstalledKernel kernel(Path java, List<String> flags) throws IOException {
        Path jar = ClassPathJar.write(temp.resolve("weft-kernel-0.jar"));
        List<String> argv = new ArrayList<>(List.of(java.toString()));
        argv.addAll(flags);
        argv.addAll(List.of("-jar", jar.toString(), "{connection_file}"));
        return new InstalledKernel(new KernelFolder(temp.resolve("kernels", "weft")),
                new KernelSpec(argv, "Java", "java", "message", Map.of()));
    }

    private String report(Map<String, String> env) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        doctor(env).report(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private Doctor doctor(Map<String, String> env) {
        Map<String, String> all = new HashMap<>(Map.of("JUPYTER_DATA_DIR", temp.resolve("data").toString()));
        all.putAll(env);
        // By the rules of Windows no fixed folder of this machine is looked at.
        return new Doctor(new JupyterDirs(JupyterDirs.Os.WINDOWS, all, temp), List.of());
    }
}
