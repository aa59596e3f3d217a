package io.weft.jupyter.dependency;

import io.weft.jupyter.history.HistoryPlace;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.CRC32;

/// The resolver's jar, which the kernel's jar carries as one file: Maven's libraries cost nothing before they are asked for, and
/// clash with no version of them that a cell adds, since they have a class loader of their own under the JDK's.
final class ResolverJar {

    private static final String PLACE = "/META-INF/weft/resolver.jar";
    private static final String ENTRY = "io.weft.resolver.MavenResolver";

    private ResolverJar() {}

    /// Loads it anew.
    static Function<Map<String, Object>, Map<String, Object>> load() throws IOException {
        byte[] content;
        try (InputStream in = ResolverJar.class.getResourceAsStream(PLACE)) {
            if (in == null) {
                throw new IOException("this kernel runs without its jar, which holds the resolver of %maven");
            }
            content = in.readAllBytes();
        }
        Path jar = unpacked(content);
        var loader = new URLClassLoader(new URL[]{jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        try {
            @SuppressWarnings("unchecked")
            var resolver = (Function<Map<String, Object>, Map<String, Object>>) loader.loadClass(ENTRY)
                    .getDeclaredConstructor()
                    .newInstance();
            return resolver;
        } catch (ReflectiveOperationException e) {
            loader.close();
            throw new IOException("the resolver of %maven cannot be loaded: " + e, e);
        }
    }

    /// One file for all kernels of this build in the user's cache; one of this kernel where that cannot be written.
    private static Path unpacked(byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var folder = HistoryPlace.cache(System.getenv(), Path.of(System.getProperty("user.home")),
                System.getProperty("os.name"));
        var jar = folder.resolve("resolver-%08x.jar".formatted(crc.getValue()));
        try {
            if (!Files.isRegularFile(jar) || !Arrays.equals(Files.readAllBytes(jar), content)) {
                Files.createDirectories(folder);
                var part = folder.resolve("." + UUID.randomUUID() + ".part");
                Files.write(part, content);
                Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
            }
            return jar;
        } catch (IOException _) {
            var own = Files.createTempFile("weft-resolver", ".jar");
            own.toFile().deleteOnExit();
            return Files.write(own, content);
        }
    }
}
