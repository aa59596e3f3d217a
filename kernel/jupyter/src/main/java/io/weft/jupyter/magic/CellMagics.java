package io.weft.jupyter.magic;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;

/// What the magics of a cell become: calls of these methods. They declare no exceptions, since methods of the user's may hold magics.
public final class CellMagics {

    /// The session's; there is one in a kernel.
    private static volatile Magics magics;

    private CellMagics() {}

    /// Directs the calls of cells to these magics.
    public static void use(Magics used) {
        magics = used;
    }

    /// Runs a magic that is a line of its own.
    ///
    /// @return the value of a magic that a library brought; or of the code of `%time`; null for the kernel's own, which
    ///     print what they have to say
    public static Object line(String name, String arguments) {
        var result = unchecked("%" + name, () -> magics.line(name, arguments));
        return magics.find(name).isPresent() && !name.equals("time") ? null : result;
    }

    /// Runs a magic for its value.
    @SuppressWarnings("unchecked")
    public static <T> T value(String name, String arguments) {
        return (T) unchecked("%" + name, () -> magics.line(name, arguments));
    }

    /// Runs a magic that takes the whole cell.
    ///
    /// @param number under which the body is kept
    public static Object cell(long number, String name, String arguments) {
        return unchecked("%%" + name, () -> magics.cell(number, name, arguments));
    }

    private static Object unchecked(String magic, Callable<Object> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MagicError(magic + " was interrupted.", e);
        } catch (IOException e) {
            throw new MagicError(magic + ": " + reason(e), e);
        } catch (Exception e) {
            throw new MagicError(magic + " failed: " + e, e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile() + ".";
            case FileNotFoundException missing -> "not found: " + missing.getMessage() + ".";
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written.";
            default -> new UncheckedIOException(e).getMessage();
        };
    }
}
