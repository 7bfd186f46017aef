package io.vitrine.image;

/** The kinds of pictures that are read, told by their signature and never by their name. */
public enum ImageFormat {
  JPEG,
  PNG,
  WEBP,
  GIF,
  BMP
}
