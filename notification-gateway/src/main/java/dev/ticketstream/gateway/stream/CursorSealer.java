package dev.ticketstream.gateway.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns cursors into opaque text and back, with AES-256-GCM: clients can neither read nor make one.
 *
 * <p>Text is URL-safe base64 of: version (1 byte), key tag (3), salt (20), sealed bytes. The salt
 * is random for every cursor; its first 12 bytes make the cursor's own key out of the configured
 * one, its last 12 are the nonce. 160 random bits do not repeat, however many cursors are sealed by
 * however many instances. A counter would not repeat either, but customers could read from it how
 * many events there were that they may not know of.
 */
public final class CursorSealer {

  private static final byte VERSION = 1;
  private static final int KEY_TAG_BYTES = 3;
  private static final int SALT_BYTES = 20;
  private static final int KEY_SALT_BYTES = 12;
  private static final int NONCE_BYTES = 12;
  private static final int HEADER_BYTES = 1 + KEY_TAG_BYTES + SALT_BYTES;
  private static final int GCM_TAG_BITS = 128;

  /** Longer than a cursor over 1,000 partitions; what is longer is not even decoded. */
  private static final int TEXT_LENGTH_MAX = 8_192;

  private record Key(byte[] tag, SecretKey secret) {}

  private final List<Key> keys;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param keys the first seals, all open; never empty
   */
  public CursorSealer(List<CursorKey> keys) {
    this.keys = keys.stream().map(key -> new Key(keyTag(key.id()), key.secretKey())).toList();
  }

  /**
   * Seals a cursor.
   *
   * @param cursor the cursor
   * @return about 170 characters for 12 partitions, safe in URLs
   */
  public String seal(Cursor cursor) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Key key = keys.getFirst();
    byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(VERSION).put(key.tag()).put(salt).array();
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key.secret(), header);
      byte[] sealed = cipher.doFinal(CursorFormat.write(cursor));
      byte[] all = Arrays.copyOf(header, HEADER_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, HEADER_BYTES, sealed.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal a cursor", e);
    }
  }

  /**
   * Opens a cursor.
   *
   * @param text what {@link #seal} of any gateway with one of our keys gave
   * @throws InvalidCursorException when it is anything else
   */
  public Cursor open(String text) throws InvalidCursorException {
    if (text.length() > TEXT_LENGTH_MAX) {
      throw new InvalidCursorException("a cursor of %d characters".formatted(text.length()));
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new InvalidCursorException("a cursor that is not base64", e);
    }
    if (all.length <= HEADER_BYTES || all[0] != VERSION) {
      throw new InvalidCursorException("a cursor of another format");
    }
    byte[] header = Arrays.copyOf(all, HEADER_BYTES);
    byte[] tag = Arrays.copyOfRange(all, 1, 1 + KEY_TAG_BYTES);
    for (Key key : keys) {
      if (Arrays.equals(key.tag(), tag)) {
        return open(key.secret(), header, all);
      }
    }
    throw new InvalidCursorException("a cursor sealed with an unknown key");
  }

  private static Cursor open(SecretKey key, byte[] header, byte[] all)
      throws InvalidCursorException {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, header);
      return CursorFormat.read(cipher.doFinal(all, HEADER_BYTES, all.length - HEADER_BYTES));
    } catch (GeneralSecurityException e) {
      throw new InvalidCursorException("a forged or damaged cursor", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] header)
      throws GeneralSecurityException {
    int salt = HEADER_BYTES - SALT_BYTES;
    SecretKey own = derive(key, Arrays.copyOfRange(header, salt, salt + KEY_SALT_BYTES));
    byte[] nonce = Arrays.copyOfRange(header, HEADER_BYTES - NONCE_BYTES, HEADER_BYTES);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, own, new GCMParameterSpec(GCM_TAG_BITS, nonce));
    cipher.updateAAD(header);
    return cipher;
  }

  private static SecretKey derive(SecretKey key, byte[] salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      mac.update("ticketstream cursor v1".getBytes(StandardCharsets.US_ASCII));
      return new SecretKeySpec(mac.doFinal(salt), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot derive the cursor key", e);
    }
  }

  private static byte[] keyTag(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash, KEY_TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
