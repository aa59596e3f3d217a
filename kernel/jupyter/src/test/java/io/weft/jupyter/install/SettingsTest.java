package io.weft.jupyter.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void ownVariablesComeBeforeJJavas() {
        var settings = Settings.of(Map.of("WEFT_CLASSPATH", "a" + File.pathSeparator + "b", "JJAVA_CLASSPATH", "c",
                "JJAVA_STARTUP_SCRIPT", "int a;", "JJAVA_TIMEOUT", "30 SECONDS", "JJAVA_LOAD_EXTENSIONS", "false"));
        assertEquals(List.of("a", "b"), settings.classpath());
        assertEquals("int a;", settings.script());
        assertEquals(Optional.of(Duration.ofSeconds(30)), settings.cellTimeout());
        assertFalse(settings.loadsExtensions());
        assertEquals(List.of(), settings.problems());
        assertEquals(Optional.of(Duration.ofMillis(1500)), Settings.of(Map.of("JJAVA_TIMEOUT", "1500")).cellTimeout());
        assertEquals(Optional.empty(), Settings.of(Map.of("JJAVA_TIMEOUT", "-1")).cellTimeout());
        assertEquals(List.of("-Xmx1g", "-Da=b c"), Settings.jvmOptions(Map.of("WEFT_JVM_OPTS", "-Xmx1g '-Da=b c'")));
    }

    @Test
    void badValuesAreIgnoredWithASentence() {
        var settings = Settings.of(Map.of("WEFT_CELL_TIMEOUT", "soon", "WEFT_COMPILER_OPTS", "-nonsense"));
        assertEquals(Optional.empty(), settings.cellTimeout());
        assertEquals(List.of(), settings.compilerOptions());
        assertEquals(2, settings.problems().size());
        assertTrue(settings.problems().toString().contains("-nonsense"), settings.problems().toString());
        assertEquals(List.of("-Xlint:all"), Settings.of(Map.of("JJAVA_COMPILER_OPTS", "-Xlint:all")).compilerOptions());
    }
}
