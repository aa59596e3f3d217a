package io.weft.jupyter.install;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Words for what a file system refuses.
final class FileFault {
    private FileFault() {}

    static InstallFault of(String action, Path path, IOException e) {
        Path obstacle = fileInTheWay(path);
        if (obstacle != null) {
            return new InstallFault("Cannot " + action + " " + path + ": " + obstacle
                    + " is a file where a folder is needed; move it away or choose another folder with --prefix DIR.",
                    e);
        }
        return new InstallFault("Cannot " + action + " " + path + ": " + reason(e)
                + "; make room or access there, or choose another folder with --prefix DIR.", e);
    }

    private static Path fileInTheWay(Path path) {
        for (Path folder = path.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder)) {
                return Files.isDirectory(folder) ? null : folder;
            }
        }
        return null;
    }

    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "something else is in its place";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
