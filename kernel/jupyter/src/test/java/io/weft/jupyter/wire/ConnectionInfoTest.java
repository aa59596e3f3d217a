package io.weft.jupyter.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ConnectionInfoTest {
    private static final String VALID = """
            {"shell_port":1001,"iopub_port":1002,"stdin_port":1003,"control_port":1004,"hb_port":1005,"ip":"127.0.0.1",\
            "key":"secret","transport":"tcp","signature_scheme":"hmac-sha256","kernel_name":"k"}""";

    @TempDir
    private Path folder;

    @Test
    void everyFieldIsRead() throws IOException {
        ConnectionInfo info = read(VALID);
        assertEquals(new ConnectionInfo(ConnectionInfo.Protocol.TCP, "127.0.0.1", 1001, 1004, 1003, 1002, 1005,
                "hmac-sha256", "secret"), info);
        assertEquals("tcp://127.0.0.1:1002", info.endpoint(info.port(Channel.IOPUB)));
        assertFalse(info.toString().contains("secret"));
    }

    @Test
    void theOtherFormsOfAnAddress() throws IOException {
        ConnectionInfo ipc = read(VALID.replace("tcp", "ipc").replace("127.0.0.1", "/run/k-ipc").replace("1001", "1"));
        assertEquals("ipc:///run/k-ipc-1", ipc.endpoint(ipc.shellPort()));
        ConnectionInfo v6 = read(VALID.replace("127.0.0.1", "::1"));
        assertEquals("tcp://[::1]:1001", v6.endpoint(v6.shellPort()));
    }

    @Test
    void whatOldClientsLeaveOut() throws IOException {
        ConnectionInfo info = read(VALID.replace("\"transport\":\"tcp\",\"signature_scheme\":\"hmac-sha256\",", "")
                .replace("secret", ""));
        assertEquals(ConnectionInfo.Protocol.TCP, info.transport());
        assertEquals("hmac-sha256", info.signatureScheme());
        assertEquals("", info.key());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "shell_port":1001,              |                            | 'shell_port' is missing
            "hb_port":1005                  | "hb_port":0                | 'hb_port' is 0
            "hb_port":1005                  | "hb_port":65536            | 'hb_port' is 65536
            "iopub_port":1002               | "iopub_port":-1            | 'iopub_port' is -1
            "iopub_port":1002               | "iopub_port":1.5           | 'iopub_port' is 1.5
            "stdin_port":1003               | "stdin_port":"1003"        | 'stdin_port' is "1003"
            "control_port":1004             | "control_port":1e99999999  | 'control_port' is 1e99999999
            "ip":"127.0.0.1"                | "ip":""                    | 'ip' is empty
            "key":"secret",                 |                            | 'key' is missing
            "key":"secret"                  | "key":null                 | 'key' is no string
            "transport":"tcp"               | "transport":"udp"          | 'transport' is "udp"
            "hmac-sha256"                   | "hmac-rot13"               | 'signature_scheme' is "hmac-rot13"
            """)
    void aWrongFieldIsNamed(String valid, String wrong, String problem) throws IOException {
        String json = VALID.replace(valid, wrong == null ? "" : wrong);
        String message = assertThrows(ConnectionFileException.class, () -> read(json)).getMessage();
        assertTrue(message.contains(problem), message);
        assertTrue(message.contains("connection.json") && message.contains(": it must be "), message);
        assertFalse(message.contains("secret"), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws IOException {
        Path missing = folder.resolve("none.json");
        assertTrue(failure(missing).contains("none.json does not exist"));
        assertTrue(failure(folder).contains("is a folder"));
        for (String text : new String[]{"", "{", "[]", "\u0000"}) {
            Path file = Files.writeString(folder.resolve("bad.json"), text);
            assertTrue(failure(file).contains("bad.json is not a JSON object"));
        }
    }

    private static String failure(Path file) {
        return assertThrows(ConnectionFileException.class, () -> ConnectionInfo.read(file)).getMessage();
    }

    private ConnectionInfo read(String json) throws IOException {
        return ConnectionInfo.read(Files.writeString(folder.resolve("connection.json"), json));
    }
}
