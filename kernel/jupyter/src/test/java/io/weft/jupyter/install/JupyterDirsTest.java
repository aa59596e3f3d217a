package io.weft.jupyter.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JupyterDirsTest {
    @ParameterizedTest
    @CsvSource({
            "LINUX,   '',                                    /h/.local/share/jupyter",
            "LINUX,   XDG_DATA_HOME=/x,                      /x/jupyter",
            "LINUX,   JUPYTER_DATA_DIR=/d XDG_DATA_HOME=/x,  /d",
            "LINUX,   JUPYTER_DATA_DIR=,                     /h/.local/share/jupyter",
            "MAC,     '',                                    /h/Library/Jupyter",
            "MAC,     XDG_DATA_HOME=/x,                      /h/Library/Jupyter",
            "MAC,     JUPYTER_PLATFORM_DIRS=1,               /h/Library/Application Support/Jupyter",
            "MAC,     JUPYTER_PLATFORM_DIRS=false,           /h/Library/Jupyter",
            "WINDOWS, APPDATA=/r,                            /r/jupyter",
            "WINDOWS, '',                                    /h/.jupyter/data",
            "WINDOWS, JUPYTER_CONFIG_DIR=/c,                 /c/data",
            "WINDOWS, JUPYTER_PLATFORM_DIRS=yes LOCALAPPDATA=/l APPDATA=/r, /l/Jupyter",
    })
    void theUsersFolderFollowsJupytersRules(JupyterDirs.Os os, String env, String expected) {
        assertEquals(Path.of(expected), dirs(os, env).userDir());
    }

    @Test
    void extraFoldersComeFirstAndTheSystemsLast() {
        List<Path> dirs = dirs(JupyterDirs.Os.LINUX, "JUPYTER_PATH=/a:/b VIRTUAL_ENV=/v").searchPath();
        assertEquals(
                "/a /b /h/.local/share/jupyter /v/share/jupyter /usr/local/share/jupyter /usr/share/jupyter",
                String.join(" ", dirs.stream().map(Path::toString).toList()));
    }

    @Test
    void windowsSeparatesFoldersBySemicolons() {
        assertEquals(
                List.of(Path.of("/a:/b"), Path.of("/c"), Path.of("/r/jupyter"), Path.of("/p/jupyter")),
                dirs(JupyterDirs.Os.WINDOWS, "JUPYTER_PATH=/a:/b;/c APPDATA=/r PROGRAMDATA=/p").searchPath());
    }

    private static JupyterDirs dirs(JupyterDirs.Os os, String env) {
        Map<String, String> map = new HashMap<>();
        for (String entry : env.isEmpty() ? new String[0] : env.split(" ")) {
            int equals = entry.indexOf('=');
            map.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return new JupyterDirs(os, map, Path.of("/h"));
    }
}
