package io.weft.jupyter.magic;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/// Where a debugger can connect. The JVM's debug agent can only be loaded when the JVM starts; one that was loaded with `onjcmd=y`
/// waits to be told to listen, and slows nothing down before.
final class DebugPort {

    private static final String AGENT = "-agentlib:jdwp=";

    private DebugPort() {}

    /// Has the agent listen, if it waits for that, and prints where.
    static Object open() throws JMException {
        var options = agentOptions().orElseThrow(() -> new MagicError(
                "This JVM was started without its debug agent, and it cannot be loaded later: install the kernel with "
                        + "--jvm-option=" + AGENT
                        + "transport=dt_socket,server=y,suspend=n,onjcmd=y,address=localhost:0"
                        + " and restart it."));
        if (!options.contains("onjcmd=y")) {
            System.out.println("The debug agent listens as its options say: " + options);
            return options;
        }
        var text = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmStartJavaDebugging",
                        new Object[0], new String[0]);
        System.out.println(text.strip());
        return text;
    }

    private static Optional<String> agentOptions() {
        return ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(argument -> argument.startsWith(AGENT))
                .map(argument -> argument.substring(AGENT.length()))
                .findFirst();
    }
}
