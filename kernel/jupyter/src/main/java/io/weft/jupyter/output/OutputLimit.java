package io.weft.jupyter.output;

import java.util.Map;

/// How much text one cell may print, so that a loop that prints for ever fills neither the notebook nor anyone's memory.
///
/// @param bytes of UTF-8
public record OutputLimit(long bytes) {

    /// A number of MiB, or `off`.
    static final String VARIABLE = "WEFT_OUTPUT_LIMIT";
    private static final long MIB = 1 << 20;
    private static final OutputLimit STANDARD = new OutputLimit(16 * MIB);

    /// As the environment says, else 16 MiB.
    ///
    /// @throws IllegalArgumentException if it says something else than a number or `off`
    public static OutputLimit of(Map<String, String> env) {
        var chosen = env.getOrDefault(VARIABLE, "").strip();
        if (chosen.isEmpty()) {
            return STANDARD;
        }
        if (chosen.equalsIgnoreCase("off")) {
            return new OutputLimit(Long.MAX_VALUE);
        }
        try {
            return new OutputLimit(Math.multiplyExact(Math.max(1, Long.parseLong(chosen)), MIB));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    VARIABLE + "=" + chosen + ": it must be a number of MiB, such as 64, or off", e);
        }
    }

    /// What the cell says instead of what it prints from now on.
    String note() {
        long mib = bytes / MIB;
        return "\n... the rest of what this cell prints is left out, since it is more than " + mib
                + " MiB. For more, start the kernel with the environment variable " + VARIABLE + "=" + mib * 4
                + " (MiB), or print to a file.\n";
    }
}
