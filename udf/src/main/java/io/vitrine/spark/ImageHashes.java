package io.vitrine.spark;

import io.vitrine.error.PictureException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The sha256 of a picture's file in hexadecimal, for the few pictures that nothing else tells
 * apart. Null when it cannot be read; why shows when it is fetched.
 */
public final class ImageHashes implements UDF1<String, String> {
  private static final long serialVersionUID = 1L;

  private final PictureLocation location;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final long maxBytes;

  /**
   * @param maxBytes largest file that is read
   */
  public ImageHashes(
      PictureLocation location, Broadcast<SerializableConfiguration> hadoop, long maxBytes) {
    this.location = location;
    this.hadoop = hadoop;
    this.maxBytes = maxBytes;
  }

  @Override
  public String call(String imageUri) {
    if (imageUri == null) {
      return null;
    }

    try {
      byte[] bytes =
          new HadoopPictureSource(location, hadoop.value().value()).fetch(imageUri, maxBytes);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (PictureException e) {
      return null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
