package io.weft.jupyter;

import java.lang.reflect.InvocationTargetException;

/// The main class of the jar: refuses a Java that cannot run the kernel in one sentence, else hands over to `Main`.
///
/// It is compiled for Java 11, unlike everything else in the jar, and names `Main` by reflection only, so that an older
/// Java gets as far as the sentence instead of an `UnsupportedClassVersionError`.
public final class Launcher {
    static final int REQUIRED = 25;

    private Launcher() {}

    public static void main(String[] args) throws Throwable {
        String refusal = refusal(
                Runtime.version().feature(),
                System.getProperty("java.version"),
                System.getProperty("java.home"),
                ModuleLayer.boot().findModule("jdk.jshell").isPresent());
        if (refusal != null) {
            System.err.println(refusal);
            System.exit(1);
        }
        try {
            Class.forName("io.weft.jupyter.Main").getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// Why this Java cannot run the kernel, or null if it can.
    static String refusal(int feature, String version, String home, boolean jshell) {
        if (feature < REQUIRED) {
            return "Weft needs JDK " + REQUIRED + ", this is " + version + " at " + home
                    + "; start it with the bin/java of a JDK " + REQUIRED
                    + ", for example \"$JAVA_HOME/bin/java\","
                    + " or install one from your system's packages or from adoptium.net.";
        }
        if (!jshell) {
            return "Weft needs a full JDK with the module jdk.jshell, and the Java " + version + " at " + home
                    + " has none; start it with the bin/java of a full JDK " + REQUIRED + ".";
        }
        return null;
    }
}
