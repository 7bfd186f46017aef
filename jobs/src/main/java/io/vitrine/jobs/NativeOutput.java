package io.vitrine.jobs;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/**
 * Sends what native libraries write to stderr (libjpeg's "premature end", libtorch's warnings) to
 * the log file. They write to file descriptor 2, past Java; so the descriptor itself is turned to
 * the log file, and the screen is written through another one.
 */
final class NativeOutput {
  private static final int STDERR = 2;
  private static final int WRITE_APPEND_CREATE = 01 | 02000 | 0100;

  /** The four calls of the C library that this takes; Java has none of them. */
  interface C extends Library {
    int open(String path, int flags, int mode);

    int dup(int descriptor);

    int dup2(int from, int to);

    long write(int descriptor, byte[] bytes, long count);
  }

  private NativeOutput() {}

  /**
   * Turns stderr to a file.
   *
   * @param log the file, made where it is missing
   * @param screen an open descriptor of the screen, or a negative number for a copy of stderr
   * @return the screen; stderr itself where this system knows no such calls
   */
  static OutputStream divert(String log, int screen) {
    try {
      C c = Native.load("c", C.class);
      int descriptor = screen < 0 ? c.dup(STDERR) : screen;
      int file = c.open(log, WRITE_APPEND_CREATE, 0644);
      if (descriptor < 0 || file < 0 || c.dup2(file, STDERR) < 0) {
        return new FileOutputStream(FileDescriptor.err);
      }
      return new Descriptor(c, descriptor);
    } catch (LinkageError e) {
      LoggerFactory.getLogger(NativeOutput.class).info("Native output stays on stderr", e);
      return new FileOutputStream(FileDescriptor.err);
    }
  }

  private static final class Descriptor extends OutputStream {
    private final C c;
    private final int number;

    Descriptor(C c, int number) {
      this.c = c;
      this.number = number;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      byte[] rest = Arrays.copyOfRange(bytes, offset, offset + length);
      while (rest.length > 0) {
        int written = (int) c.write(number, rest, rest.length);
        if (written <= 0) {
          throw new IOException("the screen is gone");
        }
        rest = Arrays.copyOfRange(rest, written, rest.length);
      }
    }
  }
}
