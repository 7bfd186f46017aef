package io.vitrine.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** The ways in which a picture of a sample catalogue can be broken on purpose. */
public enum SampleFault {
  /** A file of no bytes. */
  EMPTY("IMAGE_EMPTY", 5) {
    @Override
    public Optional<EncodedPicture> breakPicture(EncodedPicture good) {
      return Optional.of(new EncodedPicture(new byte[0], good.ending()));
    }
  },

  /** A picture file that ends in the middle. */
  TRUNCATED("IMAGE_CORRUPT", 5) {
    @Override
    public Optional<EncodedPicture> breakPicture(EncodedPicture good) {
      byte[] half = Arrays.copyOf(good.bytes(), good.bytes().length / 2);
      return Optional.of(new EncodedPicture(half, good.ending()));
    }
  },

  /** An error page of a web server, saved as if it were a picture. */
  TEXT("IMAGE_UNSUPPORTED", 5) {
    @Override
    public Optional<EncodedPicture> breakPicture(EncodedPicture good) {
      return Optional.of(new EncodedPicture(ERROR_PAGE.getBytes(StandardCharsets.UTF_8), "jpg"));
    }
  },

  /** A small valid file that claims, and has, 20,000 by 20,000 pixels. */
  TOO_MANY_PIXELS("IMAGE_TOO_MANY_PIXELS", 2) {
    @Override
    public Optional<EncodedPicture> breakPicture(EncodedPicture good) {
      return Optional.of(new EncodedPicture(vastPng(VAST_SIDE), "png"));
    }
  },

  /** A valid picture in a file of more than 10 MiB. */
  TOO_LARGE("IMAGE_TOO_LARGE", 1) {
    @Override
    public Optional<EncodedPicture> breakPicture(EncodedPicture good) {
      return Optional.of(new EncodedPicture(padded(good), good.ending()));
    }
  },

  /** No file at all. */
  MISSING("FETCH_NOT_FOUND", 5) {
    @Override
    public Optional<EncodedPicture> breakPicture(EncodedPicture good) {
      return Optional.empty();
    }
  },

  /** A true picture in a format that the product does not read: TIFF or SVG. */
  UNSUPPORTED("IMAGE_UNSUPPORTED", 5) {
    @Override
    public Optional<EncodedPicture> breakPicture(EncodedPicture good) {
      if (good.bytes().length % 2 == 0) {
        return Optional.of(new EncodedPicture(DRAWING.getBytes(StandardCharsets.UTF_8), "svg"));
      }
      return Optional.of(new EncodedPicture(tiff(good), "tif"));
    }
  };

  private static final int VAST_SIDE = 20_000;
  private static final int LARGE_BYTES = 10 * 1024 * 1024 + 4096;
  private static final String ERROR_PAGE =
      """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head><meta charset="utf-8"><title>403 Forbidden</title></head>
      <body><h1>403 Forbidden</h1><p>您没有权限访问该图片。</p><hr>cdn-edge</body>
      </html>
      """;
  private static final String DRAWING =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400">
        <rect width="400" height="400" fill="#f4f1ea"/>
        <path d="M120 90 L280 90 L300 330 L100 330 Z" fill="#b5413a"/>
      </svg>
      """;

  private final String expectedCode;
  private final int weight;

  SampleFault(String expectedCode, int weight) {
    this.expectedCode = expectedCode;
    this.weight = weight;
  }

  /**
   * The error code that a run is expected to report for such a picture.
   *
   * @return the code, such as "IMAGE_CORRUPT"
   */
  public String expectedCode() {
    return expectedCode;
  }

  /**
   * Breaks a picture in this way; equal input gives equal output.
   *
   * @param good a valid picture
   * @return the broken file, or empty when no file is to be written
   */
  public abstract Optional<EncodedPicture> breakPicture(EncodedPicture good);

  /**
   * Chooses the products whose picture is broken. Exactly the rounded share of the products is
   * broken, and every kind of fault occurs when there are at least as many broken products as
   * kinds. Kinds with huge files are rarer than the others.
   *
   * @param seed the number that fixes the choice
   * @param products how many products there are
   * @param share the share of broken products, 0 to 1
   * @return the fault by product index, in ascending order of the index
   */
  public static Map<Integer, SampleFault> assign(long seed, int products, double share) {
    if (products < 0) {
      throw new IllegalArgumentException("products is negative: " + products);
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is not between 0 and 1: " + share);
    }
    int broken = (int) Math.round(share * products);
    Dice dice = new Dice(Dice.mix(seed, 0xFA17L));
    List<SampleFault> bag = new ArrayList<>();
    for (SampleFault fault : values()) {
      for (int i = 0; i < fault.weight; i++) {
        bag.add(fault);
      }
    }
    List<SampleFault> first = new ArrayList<>(List.of(values()));
    for (int i = first.size() - 1; i > 0; i--) {
      Collections.swap(first, i, dice.below(i + 1));
    }
    // A shuffle that stores only the places it has touched.
    Map<Integer, Integer> moved = new HashMap<>();
    Map<Integer, SampleFault> out = new TreeMap<>();
    for (int i = 0; i < broken; i++) {
      int j = i + dice.below(products - i);
      int index = moved.getOrDefault(j, j);
      moved.put(j, moved.getOrDefault(i, i));
      out.put(index, i < first.size() ? first.get(i) : dice.pick(bag));
    }
    return Collections.unmodifiableMap(out);
  }

  /** A PNG of a fine grid with one bit a pixel, compressed row by row. */
  private static byte[] vastPng(int side) {
    ByteArrayOutputStream file = new ByteArrayOutputStream(1 << 17);
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    byte[] header = new byte[13];
    writeInt(header, 0, side);
    writeInt(header, 4, side);
    header[8] = 1;
    chunk(file, "IHDR", header);
    ByteArrayOutputStream data = new ByteArrayOutputStream(1 << 17);
    Deflater deflater = new Deflater(6);
    byte[] open = new byte[1 + (side + 7) / 8];
    byte[] rule = new byte[open.length];
    Arrays.fill(open, 1, open.length, (byte) 0xff);
    for (int i = 1; i < open.length; i += 50) {
      open[i] = 0x7f;
    }
    try (DeflaterOutputStream rows = new DeflaterOutputStream(data, deflater, 1 << 14)) {
      for (int y = 0; y < side; y++) {
        rows.write(y % 400 == 0 ? rule : open);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    chunk(file, "IDAT", data.toByteArray());
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  /** The same picture with comments (JPEG) or a private chunk (PNG) that decoders skip. */
  private static byte[] padded(EncodedPicture good) {
    byte[] bytes = good.bytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream(LARGE_BYTES + bytes.length + (1 << 17));
    if (good.ending().equals("png")) {
      int headerEnd = 8 + 25;
      out.write(bytes, 0, headerEnd);
      chunk(out, "vtPd", new byte[LARGE_BYTES]);
      out.write(bytes, headerEnd, bytes.length - headerEnd);
      return out.toByteArray();
    }
    // After the start marker and the first segment, where the JFIF header is.
    int at = 4 + ((bytes[4] & 255) << 8 | bytes[5] & 255);
    out.write(bytes, 0, at);
    byte[] filler = new byte[65_533];
    while (out.size() <= LARGE_BYTES) {
      out.write(0xff);
      out.write(0xfe);
      out.write(0xff);
      out.write(0xff);
      out.write(filler, 0, filler.length);
    }
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }

  private static byte[] tiff(EncodedPicture good) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(good.bytes()));
      BufferedImage small = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
      java.awt.Graphics2D g = small.createGraphics();
      g.drawImage(picture, 0, 0, 96, 96, null);
      g.dispose();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(small, "tiff", out)) {
        throw new IllegalStateException("this JDK cannot write TIFF");
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    byte[] number = new byte[4];
    writeInt(number, 0, data.length);
    out.writeBytes(number);
    out.writeBytes(name);
    out.writeBytes(data);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    writeInt(number, 0, (int) crc.getValue());
    out.writeBytes(number);
  }

  private static void writeInt(byte[] target, int at, int value) {
    target[at] = (byte) (value >>> 24);
    target[at + 1] = (byte) (value >>> 16);
    target[at + 2] = (byte) (value >>> 8);
    target[at + 3] = (byte) value;
  }
}
