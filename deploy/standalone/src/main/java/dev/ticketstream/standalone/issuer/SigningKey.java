package dev.ticketstream.standalone.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.ticketstream.standalone.datafolder.SecretFile;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** The issuer's RS256 key, kept in the data folder so that tokens outlive a restart. */
final class SigningKey {

  private static final int BITS = 2048;

  private SigningKey() {}

  /** Reads the key, and makes it the first time. */
  static RSAKey readOrCreate(Path file) throws IOException {
    return parse(file, SecretFile.readOrCreate(file, SigningKey::generate));
  }

  /** Reads the key of a platform that was started before. */
  static RSAKey read(Path file) throws IOException {
    return parse(file, Files.readString(file));
  }

  private static RSAKey parse(Path file, String json) {
    try {
      return RSAKey.parse(json);
    } catch (ParseException e) {
      throw new StandaloneException(
          "%s is no key any more; delete it and start again".formatted(file));
    }
  }

  private static String generate() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK has no RSA", e);
    }
  }
}
