package dev.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    private static final byte[] TEXT = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static DataProblem failure(Path file, AtomicFile.Content content) {
        return catchThrowableOfType(DataException.class, () -> AtomicFile.write(file, content))
                .problems()
                .get(0);
    }

    @Test
    void aFileIsWrittenWithItsFoldersAndNothingElse() throws Exception {
        Path file = folder.resolve("a/b/model.bin");

        AtomicFile.write(file, TEXT);
        AtomicFile.write(file, TEXT);

        assertThat(file).hasBinaryContent(TEXT);
        assertThat(file.getParent()).isDirectoryContaining("glob:**model.bin");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFailureLeavesWhatWasThere() throws Exception {
        Path file = Files.writeString(folder.resolve("model.bin"), "old");

        DataProblem problem = failure(file, out -> {
            out.write(TEXT);
            throw new IOException("the wire broke");
        });

        assertThat(problem.code()).isEqualTo(DataCode.UNWRITABLE);
        assertThat(problem.message()).isEqualTo("this file cannot be written: the wire broke");
        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void ourOwnMistakesLeaveWhatWasThereToo() throws Exception {
        Path file = Files.writeString(folder.resolve("model.bin"), "old");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFullDiskIsToldAsSuch() {
        DataProblem problem = failure(folder.resolve("model.bin"), out -> {
            throw new FileSystemException("model.bin", null, "No space left on device");
        });

        assertThat(problem.code()).isEqualTo(DataCode.DISK_FULL);
        assertThat(problem.hint().orElseThrow()).startsWith("make room");
    }

    /** A device that is always full, where the system has one; and it is not replaced by a file. */
    @Test
    void aFullDeviceIsToldAsSuch() {
        Path full = Path.of("/dev/full");
        assumeThat(Files.isWritable(full)).isTrue();

        assertThat(failure(full, out -> out.write(TEXT)).code()).isEqualTo(DataCode.DISK_FULL);
        assertThat(Files.isRegularFile(full)).isFalse();
    }

    @Test
    void aFileInThePlaceOfAFolderIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "old");

        DataProblem problem = failure(file.resolve("model.bin"), out -> out.write(TEXT));

        assertThat(problem.code()).isEqualTo(DataCode.UNWRITABLE);
        assertThat(problem.message())
                .isEqualTo("this file cannot be written: a part of its path is a file, not a folder");
        assertThat(file).hasContent("old");
    }

    @Test
    void aFolderInThePlaceOfTheFileIsTold() {
        DataProblem problem = failure(folder, out -> out.write(TEXT));

        assertThat(problem.message()).isEqualTo("this file cannot be written: there is a folder of this name");
    }

    @Test
    void aLinkIsFollowed() throws Exception {
        Path file = Files.writeString(folder.resolve("real"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        AtomicFile.write(link, TEXT);

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasBinaryContent(TEXT);
    }

    @Test
    void whetherAFileCanBeWrittenIsKnownBeforehand() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "old");

        AtomicFile.check(file);
        AtomicFile.check(folder.resolve("b/c"));

        assertThat(file).hasContent("old");
        assertThat(folder.resolve("b")).isEmptyDirectory();
        for (Path wrong : List.of(folder, file.resolve("b"))) {
            assertThat(catchThrowableOfType(DataException.class, () -> AtomicFile.check(wrong))
                            .code())
                    .isEqualTo(DataCode.UNWRITABLE);
        }
    }
}
