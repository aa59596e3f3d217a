package io.weft.jupyter.install;

import java.io.IOException;

/// Stands in for a running kernel: says that it lives, and ends when its stdin does.
final class WaitForStdin {
    private WaitForStdin() {}

    public static void main(String[] args) throws IOException {
        System.out.println("running");
        System.in.read();
    }
}
