package io.vitrine.sample;

/**
 * The bytes of a picture file.
 *
 * @param bytes the content of the file
 * @param ending the file name ending without the dot, such as "jpg" or "png"
 */
public record EncodedPicture(byte[] bytes, String ending) {}
