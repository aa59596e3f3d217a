package io.weft.shared;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Files of Linux that live in memory and have no name in any folder.
final class AnonymousFile {

    private static final int CLOSE_ON_EXEC = 1;
    /// Null where native calls are not enabled, or the system has none.
    private static final MethodHandle CREATE = find("memfd_create", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle RESIZE = find("ftruncate", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    private static final MethodHandle CLOSE = find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT));

    private AnonymousFile() {}

    @SuppressWarnings("restricted")
    private static MethodHandle find(String name, FunctionDescriptor type) {
        if (!AnonymousFile.class.getModule().isNativeAccessEnabled()) {
            return null;
        }
        var linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, type)).orElse(null);
    }

    static boolean available() {
        return CREATE != null && RESIZE != null && CLOSE != null;
    }

    /// Gives the number of the open file.
    static int create(String name, long bytes) throws IOException {
        try (var arena = Arena.ofConfined()) {
            int number = (int) CREATE.invokeExact(arena.allocateFrom(name), CLOSE_ON_EXEC);
            if (number < 0) {
                throw new IOException("the system gives no anonymous file");
            }
            if ((int) RESIZE.invokeExact(number, bytes) != 0) {
                close(number);
                throw new IOException("the system does not give so much memory");
            }
            return number;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void close(int number) {
        try {
            if ((int) CLOSE.invokeExact(number) != 0) {
                throw new IllegalStateException("The file " + number + " could not be closed.");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
