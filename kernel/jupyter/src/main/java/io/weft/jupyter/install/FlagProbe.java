package io.weft.jupyter.install;

/// What the doctor starts in a child JVM with a kernelspec's own flags: prints what would keep a kernel from running.
final class FlagProbe {
    static final String READY = "ready";

    private FlagProbe() {}

    public static void main(String[] args) {
        System.out.println(JvmFlags.missing().orElse(READY));
    }
}
