package io.weft.jupyter.magic;

import java.lang.management.ManagementFactory;
import java.util.Properties;

/// Where a debugger can connect. The JVM's debug agent can only be loaded when the JVM starts, and listens from then on.
final class DebugPort {

    private static final String AGENT = "-agentlib:jdwp=";
    private static final String ADDRESS = "sun.jdwp.listenerAddress";

    private DebugPort() {}

    /// Prints where the agent listens.
    ///
    /// @return the port
    static Object open() throws ReflectiveOperationException {
        if (ManagementFactory.getRuntimeMXBean().getInputArguments().stream().noneMatch(a -> a.startsWith(AGENT))) {
            throw new MagicError("This JVM was started without its debug agent, and it cannot be loaded later: install "
                    + "the kernel with --jvm-option=" + AGENT
                    + "transport=dt_socket,server=y,suspend=n,quiet=y,address=localhost:0 and restart it.");
        }
        var address = agentProperties().getProperty(ADDRESS);
        if (address == null) {
            throw new MagicError(
                    "The debug agent of this JVM does not listen: its options lack server=y, or a debugger "
                            + "is connected.");
        }
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        System.out.println("A debugger can attach to port " + port + ", as with: jdb -attach localhost:" + port);
        return port;
    }

    /// What the JVM's agents tell about themselves: to tools in other processes, and so not in a public package.
    private static Properties agentProperties() throws ReflectiveOperationException {
        var exports = Module.class.getDeclaredMethod("implAddExportsToAllUnnamed", String.class);
        exports.setAccessible(true);
        exports.invoke(Object.class.getModule(), "jdk.internal.vm");
        return (Properties) Class.forName("jdk.internal.vm.VMSupport").getMethod("getAgentProperties").invoke(null);
    }
}
