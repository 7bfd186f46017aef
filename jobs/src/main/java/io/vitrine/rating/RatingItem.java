package io.vitrine.rating;

/**
 * A text to be rated.
 *
 * @param id all that a sheet says of its origin
 * @param thumbnail JPEG; null when there is none
 */
public record RatingItem(
    String id, String productId, String imageUri, String channel, String text, byte[] thumbnail) {}
