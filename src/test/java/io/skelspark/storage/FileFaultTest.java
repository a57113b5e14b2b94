package io.skelspark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFaultTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Configuration hadoop = new Configuration();

    @Test
    void saysWhatTheClassOfAnExceptionMeans() {
        assertThat(FileFault.reason(new AccessDeniedException("/a"))).startsWith("permission denied for the user ");
        assertThat(FileFault.reason(new AccessControlException("user=a"))).startsWith("permission denied");
        assertThat(FileFault.reason(new FileNotFoundException("/a (Permission denied)")))
                .startsWith("permission denied");
        assertThat(FileFault.reason(new IOException("x", new AccessDeniedException("/a"))))
                .startsWith("permission denied");
        assertThat(FileFault.reason(new NoSuchFileException("/a"))).isEqualTo("no such file or folder");
        assertThat(FileFault.reason(new FileSystemException("/a", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
        assertThat(FileFault.reason(new IOException("No space left on device"))).isEqualTo("No space left on device");
        assertThat(FileFault.reason(new EOFException())).isEqualTo("EOFException");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedWithTheReason() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));
        Folder below = new Folder(file.toString(), hadoop);

        assertThatThrownBy(() -> below.write("model", new byte[1]))
                .hasMessageStartingWith("cannot write " + file + "/model (")
                .hasMessageContaining("a file is in the place of a folder");
    }

    @Test
    void aFullDiskIsNamedWithTheFile() {
        assertThatThrownBy(() -> AtomicFile.write(
                        new org.apache.hadoop.fs.Path(folder.resolve("model").toString()),
                        stream -> {
                            throw new IOException("No space left on device");
                        },
                        hadoop))
                .hasMessage("cannot write " + folder.resolve("model")
                        + " (No space left on device); an older file is unharmed");
    }

    @Test
    void whatTheUserMayNotReadIsNotMissing() throws IOException {
        Path hidden = Files.createDirectory(folder.resolve("hidden"));
        Path file = Files.createFile(hidden.resolve("file"));
        Folder place = new Folder(hidden.toString(), hadoop);
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "this user may read everything");
        assertDenied(() -> place.open("file"));
        assertDenied(() -> InputFile.existing(file.toString(), "a file", hadoop).open());

        Files.setPosixFilePermissions(hidden, Set.of());
        try {
            assertDenied(() -> place.open("file"));
            assertDenied(() -> place.holds("file"));
            assertDenied(() -> place.holds("file", 0));
            assertDenied(place::list);
            assertDenied(() -> InputFile.existing(file.toString(), "a file", hadoop));
            assertDenied(() -> place.write("other", new byte[1]));
        } finally {
            Files.setPosixFilePermissions(hidden, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("permission denied for the user ");
    }
}
