package io.vitrine.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The labels of the synthetic catalogue and which of them go together. */
final class SampleVocabulary {
  static final String COTTON = "棉";
  static final String DENIM = "牛仔布";
  static final String KNIT = "针织";
  static final String LEATHER = "皮革";
  static final String METAL = "金属";
  static final String PLASTIC = "塑料";
  static final String WOOD = "木材";
  static final String CERAMIC = "陶瓷";

  static final String PLAIN = "纯色";
  static final String STRIPES = "条纹";
  static final String CHECKS = "格纹";
  static final String DOTS = "波点";
  static final String PRINT = "印花";
  static final String BLOCKS = "拼色";

  static final List<String> COLORS =
      List.of("红色", "橙色", "黄色", "绿色", "蓝色", "紫色", "粉色", "棕色", "黑色", "白色", "灰色", "米色");
  static final List<String> MATERIALS =
      List.of(COTTON, DENIM, KNIT, LEATHER, METAL, PLASTIC, WOOD, CERAMIC);
  static final List<String> PATTERNS = List.of(PLAIN, STRIPES, CHECKS, DOTS, PRINT, BLOCKS);

  /** Category to compatible materials, in department order. */
  static final Map<String, List<String>> MATERIALS_OF = materialsOf();

  static final List<String> CATEGORIES = List.copyOf(MATERIALS_OF.keySet());

  private SampleVocabulary() {}

  private static Map<String, List<String>> materialsOf() {
    Map<String, List<String>> m = new LinkedHashMap<>();
    m.put("T恤", List.of(COTTON, KNIT));
    m.put("长袖T恤", List.of(COTTON, KNIT));
    m.put("衬衫", List.of(COTTON, DENIM));
    m.put("连衣裙", List.of(COTTON, DENIM, KNIT));
    m.put("半身裙", List.of(COTTON, DENIM, KNIT, LEATHER));
    m.put("长裤", List.of(COTTON, DENIM, LEATHER));
    m.put("短裤", List.of(COTTON, DENIM));
    m.put("外套", List.of(COTTON, DENIM, KNIT, LEATHER));
    m.put("帽子", List.of(COTTON, DENIM, KNIT, LEATHER));
    m.put("运动鞋", List.of(COTTON, KNIT, LEATHER));
    m.put("高跟鞋", List.of(LEATHER, PLASTIC));
    m.put("靴子", List.of(LEATHER, PLASTIC));
    m.put("手提包", List.of(COTTON, DENIM, KNIT, LEATHER));
    m.put("双肩包", List.of(COTTON, DENIM, LEATHER));
    m.put("行李箱", List.of(LEATHER, METAL, PLASTIC));
    m.put("手机", List.of(METAL, PLASTIC));
    m.put("笔记本电脑", List.of(METAL, PLASTIC));
    m.put("耳机", List.of(METAL, PLASTIC, WOOD));
    m.put("手表", List.of(LEATHER, METAL, PLASTIC));
    m.put("相机", List.of(LEATHER, METAL, PLASTIC));
    m.put("马克杯", List.of(METAL, PLASTIC, WOOD, CERAMIC));
    m.put("台灯", List.of(METAL, PLASTIC, WOOD, CERAMIC));
    m.put("椅子", List.of(LEATHER, METAL, PLASTIC, WOOD));
    m.put("沙发", List.of(COTTON, KNIT, LEATHER));
    m.put("花瓶", List.of(METAL, WOOD, CERAMIC));
    m.put("帐篷", List.of(COTTON, PLASTIC));
    m.put("水壶", List.of(METAL, PLASTIC));
    m.put("雨伞", List.of(COTTON, PLASTIC));
    return m;
  }

  /** Patterns that a category can have in a material; the plain one is always first. */
  static List<String> patternsOf(String category, String material) {
    List<String> list = new ArrayList<>();
    list.add(PLAIN);
    switch (material) {
      case COTTON, KNIT -> {
        list.add(STRIPES);
        list.add(CHECKS);
        list.add(DOTS);
        list.add(PRINT);
      }
      case DENIM -> {
        list.add(STRIPES);
        list.add(PRINT);
      }
      case CERAMIC -> {
        list.add(STRIPES);
        list.add(DOTS);
        list.add(PRINT);
      }
      case PLASTIC -> list.add(STRIPES);
      default -> {}
    }
    if (material.equals(PLASTIC) && (category.equals("雨伞") || category.equals("马克杯"))) {
      list.add(DOTS);
    }
    list.add(BLOCKS);
    return List.copyOf(list);
  }
}
