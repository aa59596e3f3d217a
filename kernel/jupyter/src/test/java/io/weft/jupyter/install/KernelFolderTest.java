package io.weft.jupyter.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFolderTest {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    @TempDir
    Path temp;

    private KernelFolder folder;
    private KernelJar jar;

    @BeforeEach
    void setUp() throws IOException {
        folder = new KernelFolder(temp.resolve("kernels", "weft"));
        jar = jar("one", "first build");
    }

    @Test
    void theFolderHoldsAllThatJupyterAndTheKernelNeed() throws Exception {
        assertTrue(install(jar));
        assertEquals(
                Set.of("kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg", jar.installedName()),
                names());
        String json = Files.readString(folder.path().resolve("kernel.json"));
        JsonObject spec = JsonParser.parseString(json).getAsJsonObject();
        var argv = spec.getAsJsonArray("argv").asList().stream().map(word -> word.getAsString()).toList();
        assertEquals(JAVA_HOME.resolve("bin/java").toString(), argv.getFirst());
        assertEquals(JvmFlags.all(), argv.subList(1, 1 + JvmFlags.all().size()));
        assertEquals("{connection_file}", argv.getLast());
        assertEquals("first build", Files.readString(Path.of(argv.get(argv.size() - 2))));
        assertEquals("message", spec.get("interrupt_mode").getAsString());
        assertEquals("java", spec.get("language").getAsString());
    }

    @Test
    void installingTheSameAgainWritesNothing() throws Exception {
        install(jar);
        Map<String, FileTime> before = times();
        assertFalse(install(jar));
        assertEquals(before, times());
    }

    @Test
    void anotherBuildReplacesTheJarUnderAnotherName() throws Exception {
        install(jar);
        KernelJar second = jar("two", "second build");
        assertTrue(install(second));
        assertTrue(names().contains(second.installedName()));
        assertFalse(names().contains(jar.installedName()));
    }

    @Test
    void aJarThatARunningProcessNamesIsKept() throws Exception {
        install(jar);
        Path installed = folder.path().resolve(jar.installedName());
        Process user = new ProcessBuilder(JAVA_HOME.resolve("bin/java").toString(), "-cp",
                System.getProperty("java.class.path"), WaitForStdin.class.getName(), installed.toString()).start();
        try {
            // Once it answers, it runs under its full command line.
            user.getInputStream().read();
            install(jar("two", "second build"));
            assertTrue(Files.exists(installed));
        } finally {
            user.getOutputStream().close();
            assertTrue(user.waitFor(30, TimeUnit.SECONDS));
        }
        install(jar("three", "third build"));
        assertFalse(Files.exists(installed));
    }

    @Test
    void aDamagedInstallationIsMended() throws Exception {
        install(jar);
        Files.writeString(folder.path().resolve(jar.installedName()), "first bu");
        Files.delete(folder.path().resolve("logo-svg.svg"));
        assertTrue(install(jar));
        assertEquals("first build", Files.readString(folder.path().resolve(jar.installedName())));
        assertTrue(names().contains("logo-svg.svg"));
    }

    @Test
    void removalTakesWhatWasInstalledAndLeavesTheRest() throws Exception {
        install(jar);
        assertTrue(folder.uninstall());
        assertFalse(Files.exists(folder.path()));
        assertFalse(folder.uninstall());
        install(jar);
        Files.writeString(folder.path().resolve("kernel.js"), "the user's own");
        assertTrue(folder.uninstall());
        assertEquals(Set.of("kernel.js"), names());
    }

    @Test
    void anotherKernelOfThatNameIsLeftAlone() throws Exception {
        Files.createDirectories(folder.path());
        Path spec = folder.path().resolve("kernel.json");
        Files.writeString(spec, "{\"argv\": [\"python3\", \"-m\", \"ipykernel\"]}");
        for (Action action : new Action[]{() -> install(jar), folder::uninstall}) {
            InstallFault fault = assertThrows(InstallFault.class, action::run);
            assertTrue(fault.getMessage().contains("another kernel is there"), fault.getMessage());
        }
        assertEquals(Set.of("kernel.json"), names());
        Files.writeString(spec, "{ no JSON");
        InstallFault fault = assertThrows(InstallFault.class, () -> install(jar));
        assertTrue(fault.getMessage().contains("not a kernelspec in JSON"), fault.getMessage());
    }

    @Test
    void aFileInTheWayIsNamed() throws Exception {
        Files.writeString(temp.resolve("kernels"), "in the way");
        InstallFault fault = assertThrows(InstallFault.class, () -> install(jar));
        assertTrue(fault.getMessage().contains(temp.resolve("kernels") + " is a file where a folder is needed"),
                fault.getMessage());
    }

    private interface Action {
        Object run() throws InstallFault;
    }

    private boolean install(KernelJar from) throws InstallFault {
        return folder.install(JAVA_HOME, JupyterDirs.Os.LINUX, from, List.of());
    }

    private KernelJar jar(String name, String content) throws IOException {
        return new KernelJar(Files.writeString(temp.resolve(name + ".jar"), content));
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private Map<String, FileTime> times() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        for (String name : names()) {
            times.put(name, Files.getLastModifiedTime(folder.path().resolve(name)));
        }
        return times;
    }
}
