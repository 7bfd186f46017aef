package io.vitrine.spark;

import io.vitrine.error.Errors;
import io.vitrine.model.BundleSignature;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;

/** Brings a model bundle to the local disk. */
public final class BundleFiles {
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");

  private BundleFiles() {}

  /**
   * A local directory with the files of a bundle that may be used. What lies on another file system
   * is copied to a temporary directory, which the caller owns.
   *
   * @param model as in {@code spark.vitrine.model}: a name, a path or a URI
   * @param publicKey whose signature the bundle must bear; any or none will do when it is empty
   * @throws io.vitrine.error.VitrineException when there is nothing, it cannot be read, or it is
   *     not signed as it must be
   */
  public static Path local(String model, String publicKey, Configuration hadoop) {
    Path bundle = local(model, hadoop);
    if (!publicKey.isEmpty()) {
      BundleSignature.require(bundle, publicKey);
    }

    return bundle;
  }

  private static Path local(String model, Configuration hadoop) {
    if (NAME.matcher(model).matches() && !Files.isDirectory(Path.of(model))) {
      return VitrineHome.model(model);
    }

    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(model);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (files.getScheme().equals("file")) {
        return Path.of(path.toUri().getPath());
      }

      Path copy = Files.createTempDirectory("vitrine-model-");
      FileUtil.copy(
          files, path, new File(copy.toFile(), "bundle"), /* deleteSource= */ false, hadoop);
      return copy.resolve("bundle");
    } catch (IOException e) {
      throw Errors.invalid(
          "Cannot read the model bundle " + model,
          String.valueOf(e.getMessage()),
          "Check the address and the right to read it",
          e);
    }
  }
}
