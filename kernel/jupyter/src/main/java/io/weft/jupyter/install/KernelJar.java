package io.weft.jupyter.install;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The jar that this program runs from.
record KernelJar(Path path) {
    private static final int HASH_BYTES = 6;

    static KernelJar running() throws InstallFault {
        CodeSource source = KernelJar.class.getProtectionDomain().getCodeSource();
        try {
            Path path = Path.of(source.getLocation().toURI());
            if (Files.isRegularFile(path)) {
                return new KernelJar(path);
            }
            throw new InstallFault("Only the built jar can install itself, and this runs from the folder " + path
                    + "; build weft-kernel.jar with mvn package and run java -jar weft-kernel.jar --install.");
        } catch (URISyntaxException e) {
            throw new InstallFault("The jar is at " + source.getLocation() + ", no file; copy it to a folder.", e);
        }
    }

    byte[] content() throws IOException {
        return Files.readAllBytes(path);
    }

    /// The name in a kernel's folder: the same content has the same name, other content another.
    String installedName() throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content());
            return KernelSpec.JAR_PREFIX + HexFormat.of().formatHex(digest, 0, HASH_BYTES) + ".jar";
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this JDK lacks SHA-256", e);
        }
    }
}
