package io.weft.http.server;

import io.helidon.common.media.type.MediaTypes;
import java.nio.file.Path;

/// What a file is, by its name.
final class FileTypes {

    private FileTypes() {}

    static String of(Path file) {
        var name = String.valueOf(file.getFileName());
        var type = MediaTypes.detectType(name).map(found -> found.text()).orElse("application/octet-stream");
        return type.startsWith("text/") || type.endsWith("json") || type.endsWith("javascript")
                ? type + "; charset=utf-8"
                : type;
    }
}
