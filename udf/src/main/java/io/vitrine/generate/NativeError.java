package io.vitrine.generate;

import java.util.List;
import java.util.Locale;

/** What the text of an error out of libtorch says about the device; there is no code to go by. */
final class NativeError {
  private static final List<String> MEMORY =
      List.of(
          "out of memory",
          "can't allocate memory",
          "not enough memory",
          "cublas_status_alloc_failed",
          "cudnn_status_alloc_failed");

  /** After any of them every further call into the same CUDA context fails. */
  private static final List<String> DEVICE =
      List.of("cuda error", "cuda driver error", "cublas_status_", "cudnn_status_");

  private NativeError() {}

  /** Whether less at a time may succeed. */
  static boolean isOutOfMemory(Throwable e) {
    return says(e, MEMORY);
  }

  /** Whether nothing on this device can succeed any more in this process. */
  static boolean isFatal(Throwable e) {
    return says(e, DEVICE) && !isOutOfMemory(e);
  }

  /** The first line of the message; libtorch's go on with a stack. */
  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }

  private static boolean says(Throwable e, List<String> signs) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (signs.stream().anyMatch(message::contains)) {
        return true;
      }
    }

    return false;
  }
}
