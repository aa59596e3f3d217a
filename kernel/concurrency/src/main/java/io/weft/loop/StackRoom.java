package io.weft.loop;

/// Makes sure that the stack does not end in the midst of a change. Without it a recursion without end that uses the library
/// would leave a guard entered, or a task that was taken out of a line and never woken.
///
/// The methods have no effect but their frames, which are full of variables. An interpreted frame takes that much stack. Compiled
/// code checks once, at its entry, for the interpreted frames that it may have to turn back into, so there it costs next to
/// nothing.
final class StackRoom {

    /// Never true; the compiler must not know.
    private static boolean used;

    private StackRoom() {}

    /// Throws a `StackOverflowError` here, where nothing has been begun, unless there is room for the steps of any section and of
    /// the wake-up after it: 2 KiB, of which it asks the double.
    static void requireForSection() {
        require(false);
    }

    /// Likewise for an operation of several sections, such as a wait, of which none may fail once it has begun: 4 KiB, of which
    /// it asks the double.
    static void requireForWait() {
        require(true);
    }

    /// Kept under 35 bytes of code, which the compiler always inlines.
    private static void require(boolean twice) {
        long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22,
                a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43,
                a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59, a60, a61, a62, a63, b0,
                b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, b20, b21, b22,
                b23, b24, b25, b26, b27, b28, b29, b30, b31, b32, b33, b34, b35, b36, b37, b38, b39, b40, b41, b42, b43,
                b44, b45, b46, b47, b48, b49, b50, b51, b52, b53, b54, b55, b56, b57, b58, b59, b60, b61, b62, b63, c0,
                c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22,
                c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39, c40, c41, c42, c43,
                c44, c45, c46, c47, c48, c49, c50, c51, c52, c53, c54, c55, c56, c57, c58, c59, c60, c61, c62, c63, d0,
                d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16, d17, d18, d19, d20, d21, d22,
                d23, d24, d25, d26, d27, d28, d29, d30, d31, d32, d33, d34, d35, d36, d37, d38, d39, d40, d41, d42, d43,
                d44, d45, d46, d47, d48, d49, d50, d51, d52, d53, d54, d55, d56, d57, d58, d59, d60, d61, d62, d63;
        if (used) {
            d63 = System.nanoTime();
            throw new AssertionError(d63);
        }
        if (twice) {
            require(false);
        }
    }
}
