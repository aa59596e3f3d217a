package io.weft.jupyter.dependency;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Function;

/// The resolver's jar, which the kernel's jar carries as one file: Maven's libraries cost nothing before they are asked for, and
/// clash with no version of them that a cell adds, since they have a class loader of their own under the JDK's.
final class ResolverJar {

    private static final String PLACE = "/META-INF/weft/resolver.jar";
    private static final String ENTRY = "io.weft.resolver.MavenResolver";

    private ResolverJar() {}

    /// Loads it anew.
    static Function<Map<String, Object>, Map<String, Object>> load() throws IOException {
        Path jar;
        try (InputStream in = ResolverJar.class.getResourceAsStream(PLACE)) {
            if (in == null) {
                throw new IOException("this kernel runs without its jar, which holds the resolver of %maven");
            }
            jar = Files.createTempFile("weft-resolver", ".jar");
            Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        // Resources are read by the file's name, so it has to stay.
        jar.toFile().deleteOnExit();
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
}
