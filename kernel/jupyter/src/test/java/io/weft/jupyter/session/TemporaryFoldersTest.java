package io.weft.jupyter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFoldersTest {

    @TempDir
    Path parent;

    @Test
    void removesWhatNobodyHolds() throws IOException {
        var left = Files.createDirectory(parent.resolve("weft-kernel-1"));
        Files.createFile(left.resolve(".in-use"));
        Files.writeString(Files.createDirectories(left.resolve("a/b")).resolve("file"), "x");

        TemporaryFolders.removeAbandoned(parent);

        assertFalse(Files.exists(left));
    }

    @Test
    void leavesOthersAlone() throws IOException {
        var unmarked = Files.createDirectory(parent.resolve("weft-kernel-2"));
        var foreign = Files.createDirectory(parent.resolve("something"));
        Files.createFile(foreign.resolve(".in-use"));

        TemporaryFolders.removeAbandoned(parent);

        assertTrue(Files.exists(unmarked));
        assertTrue(Files.exists(foreign));
    }

    @Test
    void removesLinksNotWhatTheyLeadTo() throws IOException {
        var kept = Files.writeString(parent.resolve("kept"), "x");
        var left = Files.createDirectory(parent.resolve("weft-kernel-3"));
        Files.createSymbolicLink(left.resolve("link"), kept);
        var outside = Files.createDirectory(parent.resolve("outside"));
        Files.writeString(outside.resolve("inner"), "x");
        Files.createSymbolicLink(left.resolve("folder"), outside);

        TemporaryFolders.remove(left);

        assertFalse(Files.exists(left));
        assertEquals("x", Files.readString(kept));
        assertTrue(Files.exists(outside.resolve("inner")));
    }
}
