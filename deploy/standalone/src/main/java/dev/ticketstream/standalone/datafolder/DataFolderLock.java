package dev.ticketstream.standalone.datafolder;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to run the platform in a data folder. The operating system takes it back when the
 * launcher dies, however that happens.
 */
public final class DataFolderLock implements AutoCloseable {

  private final FileChannel channel;

  private DataFolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder the data folder
   * @return the lock, held until it is closed or the process ends
   * @throws StandaloneException when another launcher holds it
   * @throws IOException when the folder does not support locks
   */
  public static DataFolderLock acquire(DataFolder folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new StandaloneException(
          "the platform already runs in %s (launcher pid %s): stop it first, or use another --data-dir"
              .formatted(folder.root(), Files.readString(folder.lock()).strip()));
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            "%d%n".formatted(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
    return new DataFolderLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
