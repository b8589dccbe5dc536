package dev.ticketstream.standalone.datafolder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** Files that only the user who runs the platform can read. */
public final class SecretFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /**
   * Reads a secret, and makes it the first time.
   *
   * @param file where it is kept, with mode 0600
   * @param generator makes a new secret
   * @return the secret
   * @throws IOException when it cannot be read or written
   */
  public static String readOrCreate(Path file, Supplier<String> generator) throws IOException {
    if (!Files.exists(file)) {
      write(file, generator.get());
    }
    if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
    return Files.readString(file).strip();
  }

  /**
   * Writes a secret, in the place of an earlier one.
   *
   * @param file where it is kept, with mode 0600
   * @param secret the secret
   * @throws IOException when it cannot be written
   */
  public static void write(Path file, String secret) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    try {
      Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      throw new IOException("somebody else writes " + next, e);
    }
    Files.writeString(next, secret + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
