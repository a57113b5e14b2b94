package io.skelspark.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/** Tells why a file system failed, where the exception says it by its class alone or says something else. */
public final class FileFault {
    private static final String DENIED = "Permission denied";

    private FileFault() {}

    /** Returns the reason of a failure in a few words; the name of the file is left out where it is known. */
    public static String reason(Throwable failure) {
        if (isDenied(failure)) {
            return "permission denied for the user " + System.getProperty("user.name")
                    + ", expected files and folders that it may read and write";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file is in the place of a folder";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** Returns whether the user may not read or write a file, whatever file system says so. */
    public static boolean isDenied(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException
                    || cause instanceof AccessControlException
                    || (cause instanceof FileNotFoundException
                            && String.valueOf(cause.getMessage()).contains(DENIED))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks that a file that seems to be missing is not hidden from the user. Hadoop's local file system calls both
     * missing.
     *
     * @throws AccessDeniedException if a local file, or a folder that leads to it, may not be read
     */
    static void requireNotHidden(Path path, FileSystem files) throws IOException {
        if (!"file".equals(files.getUri().getScheme())) {
            return;
        }
        java.nio.file.Path local =
                java.nio.file.Path.of(files.makeQualified(path).toUri().getPath());
        try {
            Files.readAttributes(local, "isRegularFile");
        } catch (AccessDeniedException hidden) {
            throw hidden(path, hidden);
        } catch (IOException missing) {
            return;
        }
        if (!Files.isReadable(local)) {
            throw hidden(path, new AccessDeniedException(local.toString()));
        }
    }

    private static AccessDeniedException hidden(Path path, AccessDeniedException cause) {
        AccessDeniedException hidden = new AccessDeniedException(path.toString(), null, reason(cause));
        hidden.initCause(cause);
        return hidden;
    }
}
