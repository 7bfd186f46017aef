package io.vitrine.image;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * OpenCV's decoders. The native part is loaded once per process, with the first picture.
 *
 * <p>There is no second decoder behind it: its colours of CMYK and YCCK pictures are Pillow's, and
 * of 2,400 damaged JPEGs TwelveMonkeys read none that OpenCV had refused without warning that it
 * guessed. What libjpeg and libpng say about damaged data goes to the process's standard error,
 * which only the launcher can send elsewhere.
 */
final class OpenCv {
  private static final Logger LOG = System.getLogger(OpenCv.class.getName());
  private static final String MAX_PHYSICAL_BYTES = "org.bytedeco.javacpp.maxPhysicalBytes";
  private static final String SET_LOG_LEVEL =
      "_ZN2cv5utils7logging11setLogLevelENS1_8LogLevelE"; // cv::utils::logging::setLogLevel
  private static final int SILENT = 0;

  /**
   * RTLD_LAZY and not, as JNA's default has it, RTLD_GLOBAL too: that lends the symbols of OpenCV's
   * OpenBLAS to the whole process, and libtorch, loaded later, multiplies its matrices with those,
   * on threads that spin while they wait.
   */
  private static final Map<String, Integer> OPEN_PRIVATELY = Map.of(Library.OPTION_OPEN_FLAGS, 1);

  static {
    // JavaCPP would refuse to allocate once the process is four times its Java heap, which any
    // executor with a model outside the heap is; what decoding may take is DecodeBudget's to say
    if (System.getProperty(MAX_PHYSICAL_BYTES) == null) {
      System.setProperty(MAX_PHYSICAL_BYTES, "0");
    }
    Loader.load(opencv_imgcodecs.class);
    opencv_core.setNumThreads(1); // tasks decode side by side already
    silence();
  }

  private OpenCv() {}

  /**
   * Decodes a picture as it is stored: not turned, with its alpha, at its depth.
   *
   * @param bytes the picture
   * @param info its header
   * @param reduction 1, or 2, 4 or 8 to decode a JPEG at that fraction of its size
   * @return the pixels, outside the heap and the caller's to close, or null when OpenCV cannot
   *     decode the picture
   */
  static MatPixels decode(byte[] bytes, ImageInfo info, int reduction) {
    int flags =
        info.format() == ImageFormat.JPEG
            ? jpegFlags(reduction)
            : opencv_imgcodecs.IMREAD_UNCHANGED;
    Mat decoded;
    try (BytePointer pointer = new BytePointer(bytes);
        Mat input = new Mat(1, bytes.length, opencv_core.CV_8UC1, pointer)) {
      decoded = opencv_imgcodecs.imdecode(input, flags);
    } catch (RuntimeException refused) {
      LOG.log(Level.DEBUG, "OpenCV refuses a picture", refused);
      return null;
    }
    int width = info.width(reduction);
    int height = info.height(reduction);
    if (decoded.cols() != width || decoded.rows() != height) { // 0 x 0 when it failed
      decoded.close();
      return null;
    }
    return new MatPixels(decoded, info.transparentGray());
  }

  /**
   * Encodes pixels as JPEG.
   *
   * @param rgb {@code width * height * 3} bytes, row by row, R G B
   * @param quality 1 to 100
   * @return null when OpenCV cannot
   */
  static byte[] jpeg(byte[] rgb, int width, int height, int quality) {
    byte[] bgr = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      bgr[i] = rgb[i + 2];
      bgr[i + 1] = rgb[i + 1];
      bgr[i + 2] = rgb[i];
    }

    try (BytePointer pixels = new BytePointer(bgr);
        Mat mat = new Mat(height, width, opencv_core.CV_8UC3, pixels);
        IntPointer settings = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
        BytePointer out = new BytePointer()) {
      if (!opencv_imgcodecs.imencode(".jpg", mat, out, settings)) {
        return null;
      }

      byte[] jpeg = new byte[Math.toIntExact(out.limit())];
      out.get(jpeg);
      return jpeg;
    } catch (RuntimeException refused) {
      LOG.log(Level.DEBUG, "OpenCV refuses to encode a picture", refused);
      return null;
    }
  }

  private static int jpegFlags(int reduction) {
    int size =
        switch (reduction) {
          case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
          case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
          case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
          default -> opencv_imgcodecs.IMREAD_COLOR;
        };
    return size | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
  }

  /** OpenCV prints lines for every broken picture, and JavaCPP has no binding for its log level. */
  private static void silence() {
    try {
      for (Map.Entry<String, String> library : Loader.getLoadedLibraries().entrySet()) {
        if (library.getKey().startsWith("opencv_core")) {
          NativeLibrary.getInstance(library.getValue(), OPEN_PRIVATELY)
              .getFunction(SET_LOG_LEVEL)
              .invokeInt(new Object[] {SILENT});
        }
      }
    } catch (UnsatisfiedLinkError noSuchFunction) {
      LOG.log(Level.DEBUG, "OpenCV keeps printing its warnings", noSuchFunction);
    }
  }
}
