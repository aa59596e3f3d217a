package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a user sees who forgets the flag: another JVM, since this one has it.
@Tag("real")
class MissingFlagTest {

    static final class Program {
        public static void main(String[] args) {
            Loop.start("no flag");
        }
    }

    @Test
    void oneSentenceSaysWhatToAdd() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Program.class.getName())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor());
        assertTrue(output.contains("IllegalStateException: Weft's loop needs the JVM flag "
                + "--add-opens=java.base/java.lang=ALL-UNNAMED: add it to the java command"), output);
    }
}
