package io.vitrine.sample;

/** How a surface answers to light: its texture, ambient share, soft box highlights and relief. */
enum Surface {
  COTTON(TextureTiles.COTTON, 0.5f, 0, 0, 0, 0, 1, 1),
  DENIM(TextureTiles.DENIM, 0.5f, 0, 0, 0, 0, 1, 0.75),
  KNIT(TextureTiles.KNIT, 0.5f, 0, 0, 0, 0, 1, 0.6),
  LEATHER(TextureTiles.LEATHER, 0.42f, 0.16f, 0.32f, 0.3f, 0.34f, 1, 0.45),
  METAL(TextureTiles.METAL, 0.4f, 0, 0, 0, 0, 0, 0),
  PLASTIC(TextureTiles.SMOOTH, 0.42f, 0.05f, 0.17f, 0.035f, 0.92f, 0, 0),
  WOOD(TextureTiles.WOOD, 0.5f, 0.12f, 0.4f, 0.3f, 0.08f, 1, 0),
  CERAMIC(TextureTiles.CERAMIC, 0.46f, 0.13f, 0.26f, 0.17f, 0.5f, 0, 0),
  /** Matte trims such as soles and cushions. */
  RUBBER(TextureTiles.SMOOTH, 0.5f, 0.1f, 0.3f, 0.3f, 0.06f, 0, 0),
  /** Woven trims such as straps, laces and linings. */
  WEB(TextureTiles.COTTON, 0.5f, 0, 0, 0, 0, 1, 0.2),
  /** Bright bare hardware. */
  CHROME(TextureTiles.SMOOTH, 0.4f, 0, 0, 0, 0, 0, 0),
  /** Screens and lenses. */
  GLASS(TextureTiles.SMOOTH, 0.8f, 0.06f, 0.2f, 0.04f, 0.55f, 0, 0);

  final int[][] tiles;
  final float ambient;
  final float boxWidth;
  final float boxLength;
  final float boxSoft;
  final float gloss;
  final float relief;
  final double folds;

  Surface(
      int[][] tiles,
      float ambient,
      float boxWidth,
      float boxLength,
      float boxSoft,
      float gloss,
      float relief,
      double folds) {
    this.tiles = tiles;
    this.ambient = ambient;
    this.boxWidth = boxWidth;
    this.boxLength = boxLength;
    this.boxSoft = boxSoft;
    this.gloss = gloss;
    this.relief = relief;
    this.folds = folds;
  }

  static Surface of(String material) {
    return switch (material) {
      case SampleVocabulary.COTTON -> COTTON;
      case SampleVocabulary.DENIM -> DENIM;
      case SampleVocabulary.KNIT -> KNIT;
      case SampleVocabulary.LEATHER -> LEATHER;
      case SampleVocabulary.METAL -> METAL;
      case SampleVocabulary.PLASTIC -> PLASTIC;
      case SampleVocabulary.WOOD -> WOOD;
      case SampleVocabulary.CERAMIC -> CERAMIC;
      default -> throw new IllegalArgumentException("unknown material: " + material);
    };
  }

  boolean soft() {
    return this == COTTON || this == DENIM || this == KNIT || this == LEATHER;
  }
}
