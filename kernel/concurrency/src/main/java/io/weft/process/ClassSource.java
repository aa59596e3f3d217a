package io.weft.process;

import java.nio.file.Path;
import java.util.List;

/// Where classes come from that are on no class path, such as those of notebook cells; see [Shipping#use(ClassSource)].
public interface ClassSource {

    /// {@return the class file of a class of this source, or null for any other}
    ///
    /// @param binaryName such as `com.acme.Part$Kind`
    byte[] classFile(String binaryName);

    /// {@return the loader that finds the classes of this source and all others}
    ClassLoader loader();

    /// {@return the jars and folders that were added to the class path since the JVM started}
    List<Path> classPath();
}
