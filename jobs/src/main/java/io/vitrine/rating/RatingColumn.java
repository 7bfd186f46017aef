package io.vitrine.rating;

import java.util.List;

/** The columns of a rating sheet, in their order. */
enum RatingColumn {
  ITEM("编号 (item_id)", 18, List.of("item_id", "编号")),
  PICTURE("图片 (picture)", 18, List.of("picture", "图片")),
  PRODUCT("商品 (product_id)", 16, List.of("product_id", "商品")),
  CHANNEL("渠道 (channel)", 10, List.of("channel", "渠道")),
  TEXT("文案 (text)", 60, List.of("text", "文案")),
  SCORE("评分 (score)", 10, List.of("score", "评分")),
  TAGS("问题标签 (tags)", 24, List.of("tags", "问题标签")),
  COMMENT("备注 (comment)", 36, List.of("comment", "备注")),
  RATER("评分人 (rater)", 12, List.of("rater", "评分人"));

  private final String header;
  private final int width;
  private final List<String> names;

  RatingColumn(String header, int width, List<String> names) {
    this.header = header;
    this.width = width;
    this.names = names;
  }

  String header() {
    return header;
  }

  /** In characters. */
  int width() {
    return width;
  }

  /** Names by which the column is found again. */
  List<String> names() {
    return names;
  }

  /** Whether a rater fills it in. */
  boolean isAnswer() {
    return this == SCORE || this == TAGS || this == COMMENT;
  }
}
