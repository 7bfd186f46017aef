package io.vitrine.spark;

import io.vitrine.error.PictureException;
import io.vitrine.image.ImageHeader;
import io.vitrine.image.ImageInfo;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What runs behind {@code image_info(image BINARY)}: reads a picture's header, no pixel and no
 * model. Null in, null out; bytes that are no picture give their hash and an error code.
 */
final class DescribeImage implements UDF1<byte[], Row> {
  private static final long serialVersionUID = 1L;

  /** What the function gives; width and height are those of the upright picture, in pixels. */
  static final StructType RESULT =
      new StructType()
          .add("format", DataTypes.StringType)
          .add("width", DataTypes.IntegerType)
          .add("height", DataTypes.IntegerType)
          .add("sha256", DataTypes.StringType)
          .add("error_code", DataTypes.StringType);

  @Override
  public Row call(byte[] image) {
    if (image == null) {
      return null;
    }

    String sha256 = DigestUtils.sha256Hex(image);
    try {
      ImageInfo info = ImageHeader.read(image);
      return RowFactory.create(
          info.format().name().toLowerCase(Locale.ROOT),
          info.uprightWidth(),
          info.uprightHeight(),
          sha256,
          null);
    } catch (PictureException e) {
      return RowFactory.create(null, null, null, sha256, e.code().name());
    }
  }
}
