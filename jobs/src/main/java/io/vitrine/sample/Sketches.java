package io.vitrine.sample;

/** Draws the parts of a product by its category. */
final class Sketches {
  private Sketches() {}

  static void draw(String category, Sketch s) {
    switch (category) {
      case "T恤" -> Tops.tee(s, /* longSleeves= */ false);
      case "长袖T恤" -> Tops.tee(s, /* longSleeves= */ true);
      case "衬衫" -> Tops.shirt(s);
      case "连衣裙" -> Skirts.dress(s);
      case "半身裙" -> Skirts.skirt(s);
      case "长裤" -> Trousers.trousers(s);
      case "短裤" -> Trousers.shorts(s);
      case "外套" -> Tops.jacket(s);
      case "帽子" -> Headwear.hat(s);
      case "运动鞋" -> Footwear.sneaker(s);
      case "高跟鞋" -> Footwear.heel(s);
      case "靴子" -> Footwear.boot(s);
      case "手提包" -> Bags.handbag(s);
      case "双肩包" -> Bags.backpack(s);
      case "行李箱" -> Bags.suitcase(s);
      case "手机" -> Gadgets.phone(s);
      case "笔记本电脑" -> Gadgets.laptop(s);
      case "耳机" -> Gadgets.headphones(s);
      case "手表" -> Gadgets.watch(s);
      case "相机" -> Gadgets.camera(s);
      case "马克杯" -> Homeware.mug(s);
      case "台灯" -> Homeware.lamp(s);
      case "椅子" -> Furniture.chair(s);
      case "沙发" -> Furniture.sofa(s);
      case "花瓶" -> Homeware.vase(s);
      case "帐篷" -> Outdoor.tent(s);
      case "水壶" -> Outdoor.bottle(s);
      case "雨伞" -> Outdoor.umbrella(s);
      default -> throw new IllegalArgumentException("unknown category: " + category);
    }
  }
}
