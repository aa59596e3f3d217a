package io.weft.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static final int JAVA_11 = 55;

    @Test
    void anOlderJavaIsNamedWithItsPlaceAndTheRepair() {
        String refusal = Launcher.refusal(17, "17.0.15", "/opt/java17", true);
        assertTrue(refusal.startsWith("Weft needs JDK 25, this is 17.0.15 at /opt/java17;"), refusal);
        assertEquals(1, refusal.lines().count());
    }

    @Test
    void aJavaWithoutJShellIsRefused() {
        String refusal = Launcher.refusal(25, "25.0.3", "/opt/jre", false);
        assertTrue(refusal.contains("jdk.jshell") && refusal.contains("/opt/jre"), refusal);
    }

    @Test
    void aFullJdkIsAccepted() {
        assertNull(Launcher.refusal(25, "25", "/opt/jdk", true));
        assertNull(Launcher.refusal(26, "26", "/opt/jdk", true));
    }

    /// Compiled like the rest of the jar, it could not say its sentence to those who need it.
    @Test
    void itsClassFileRunsOnJava11() throws IOException {
        try (var in = new DataInputStream(Launcher.class.getResourceAsStream("Launcher.class"))) {
            assertEquals(0xCAFEBABE, in.readInt());
            in.readUnsignedShort();
            assertEquals(JAVA_11, in.readUnsignedShort());
        }
    }
}
