package io.vitrine.jobs;

import io.vitrine.sample.EncodedPicture;
import io.vitrine.sample.SampleCatalog;
import io.vitrine.sample.SampleFault;
import io.vitrine.sample.SampleProduct;
import io.vitrine.sample.SampleRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Renders one product, writes its picture and returns its row. Rendering the same product again
 * writes the same bytes, so a repeated task does no harm.
 */
final class PictureTask implements MapFunction<Long, Row> {
  /** What {@link #call} returns. */
  static final StructType SCHEMA =
      new StructType()
          .add("product_id", DataTypes.StringType, false)
          .add("image_uri", DataTypes.StringType, false)
          .add("title", DataTypes.StringType, false)
          .add("category", DataTypes.StringType, false)
          .add("color", DataTypes.StringType, false)
          .add("material", DataTypes.StringType, false)
          .add("fault", DataTypes.StringType)
          .add("expected_code", DataTypes.StringType);

  private static final SampleRenderer RENDERER = new SampleRenderer();

  private final long seed;
  private final String folder;
  private final Map<Integer, SampleFault> faults;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final LongAccumulator rendered;

  /**
   * Makes the task of a catalogue.
   *
   * @param folder the catalogue's folder
   * @param faults what is wrong with which product
   * @param rendered counts products, for a person watching
   */
  PictureTask(
      long seed,
      String folder,
      Map<Integer, SampleFault> faults,
      Broadcast<SerializableConfiguration> hadoop,
      LongAccumulator rendered) {
    this.seed = seed;
    this.folder = folder;
    this.faults = faults;
    this.hadoop = hadoop;
    this.rendered = rendered;
  }

  /** Lets a partition's tasks run; their rows are in Spark's cache then. */
  static void drain(Iterator<Row> rows) {
    rows.forEachRemaining(row -> {});
  }

  @Override
  public Row call(Long position) throws IOException {
    int index = position.intValue();
    SampleProduct product = new SampleCatalog(seed).product(index);
    SampleFault fault = faults.get(index);
    EncodedPicture good = RENDERER.encode(product);
    Optional<EncodedPicture> picture = fault == null ? Optional.of(good) : fault.breakPicture(good);
    String uri = "images/" + product.productId() + "." + picture.orElse(good).ending();
    if (picture.isPresent()) {
      write(new Path(folder, uri), picture.get().bytes());
    }

    rendered.add(1);
    return RowFactory.create(
        product.productId(),
        uri,
        product.title(),
        product.category(),
        product.color(),
        product.material(),
        fault == null ? null : fault.name(),
        fault == null ? null : fault.expectedCode());
  }

  private void write(Path file, byte[] bytes) throws IOException {
    FileSystem files = file.getFileSystem(hadoop.value().value());
    try (OutputStream out = files.create(file, /* overwrite= */ true)) {
      out.write(bytes);
    }
  }
}
