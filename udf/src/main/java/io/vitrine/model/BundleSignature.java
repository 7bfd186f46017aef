package io.vitrine.model;

import io.vitrine.error.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Whether a bundle is from somebody we trust: {@code bundle.json.sig} is an Ed25519 signature (RFC
 * 8032) of {@code bundle.json}, which holds the hashes of all other files. TorchScript is code, so
 * nothing of a bundle is loaded before this.
 */
public final class BundleSignature {
  /** The signature's file: 64 bytes, as {@code openssl pkeyutl -sign -rawin} writes them. */
  public static final String FILE = ModelBundle.MANIFEST + ".sig";

  private static final String ALGORITHM = "Ed25519";

  private BundleSignature() {}

  /**
   * Whether a text is a public key.
   *
   * @param publicKey the one line between the first and the last of a PEM file
   */
  public static boolean isPublicKey(String publicKey) {
    try {
      key(publicKey);
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Makes sure that the owner of a key has signed the bundle.
   *
   * @param publicKey as {@link #isPublicKey} takes it
   * @throws io.vitrine.error.VitrineException when there is no signature, or another's
   */
  public static void require(Path directory, String publicKey) {
    byte[] signature;
    byte[] manifest;
    try {
      signature = Files.readAllBytes(directory.resolve(FILE));
      manifest = Files.readAllBytes(directory.resolve(ModelBundle.MANIFEST));
    } catch (IOException e) {
      throw refused(directory, "there is no readable " + FILE + " in it", e);
    }

    boolean good;
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key(publicKey));
      verifier.update(manifest);
      good = verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw refused(directory, FILE + " is no Ed25519 signature", e);
    }

    if (!good) {
      throw refused(
          directory, FILE + " was not made for this bundle with the configured key", null);
    }
  }

  private static PublicKey key(String publicKey) throws GeneralSecurityException {
    byte[] der = Base64.getDecoder().decode(publicKey);
    return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
  }

  private static RuntimeException refused(Path directory, String reason, Throwable cause) {
    return Errors.invalid(
        "The model bundle " + directory + " is not trusted",
        reason,
        "Have it signed (SECURITY.md says how), or take spark.vitrine.model.publicKey away",
        cause);
  }
}
