package io.vitrine.sample;

/**
 * One product of the synthetic catalogue with its true attribute values.
 *
 * @param productId the identifier, "P" and seven digits
 * @param title a shop title; it may name wrong or no attribute values
 * @param category the true category label
 * @param color the true colour label
 * @param material the true material label
 * @param pattern the true pattern label
 * @param seed the number that fixes every random choice of the picture
 */
public record SampleProduct(
    String productId,
    String title,
    String category,
    String color,
    String material,
    String pattern,
    long seed) {}
