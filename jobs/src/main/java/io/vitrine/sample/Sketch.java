package io.vitrine.sample;

import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

/** The parts of one product in its unit space, before light, texture and placement. */
final class Sketch {
  static final int WHITE = 0xf2f2f0;
  static final int BLACK = 0x232327;
  static final int STEEL = 0xb9bcc2;
  static final int BRASS = 0xc9a45c;
  static final int INK = 0x101014;

  final List<Layer> layers = new ArrayList<>();
  final Dice dice;
  final Surface material;

  /** Stands on a ground rather than lying flat. */
  boolean stands;

  Sketch(Dice dice, Surface material) {
    this.dice = dice;
    this.material = material;
  }

  Layer body(Shape shape) {
    Layer layer = new Layer(Layer.Kind.SOLID, shape, null, 0);
    layer.body = true;
    if (!material.soft()) {
      layer.puff = 0.08;
    }
    layers.add(layer);
    return layer;
  }

  Layer trim(Shape shape, int rgb, Surface surface) {
    Layer layer = new Layer(Layer.Kind.SOLID, shape, surface, rgb);
    layer.puff = 0.04;
    layer.folds = 0.3;
    layer.bulge = 0.25;
    layers.add(layer);
    return layer;
  }

  Layer mark(Shape shape, int rgb, double alpha) {
    Layer layer = new Layer(Layer.Kind.MARK, shape, null, rgb).alpha(alpha);
    layers.add(layer);
    return layer;
  }

  void line(Shape path, double width, int rgb, double alpha) {
    mark(Pen.stroke(path, width), rgb, alpha);
  }

  /** A thin line that may leave the product, such as a rope or a stem. */
  void rope(Shape path, double width, int rgb) {
    mark(Pen.stroke(path, width), rgb, 0.95).free();
  }

  /** A sewn seam or a panel gap, drawn as fits the material. */
  void seam(Shape path) {
    line(path, 0.014, INK, 0.42);
    if (material == Surface.DENIM) {
      mark(Pen.dashes(path, 0.022, 0.05, 0.022), 0xe3b768, 0.95);
    } else if (material == Surface.LEATHER) {
      mark(Pen.dashes(path, 0.017, 0.04, 0.025), 0xe9dcc4, 0.8);
    }
  }

  /** A top stitch line without a gap. */
  void stitch(Shape path) {
    if (material == Surface.DENIM) {
      mark(Pen.dashes(path, 0.022, 0.05, 0.022), 0xe3b768, 0.95);
    } else if (material == Surface.LEATHER) {
      mark(Pen.dashes(path, 0.017, 0.04, 0.025), 0xe9dcc4, 0.75);
    } else if (material == Surface.COTTON) {
      mark(Pen.dashes(path, 0.008, 0.025, 0.012), INK, 0.4);
    }
  }

  void button(double x, double y, double radius, int rgb) {
    trim(Pen.ellipse(x, y, radius, radius), rgb, Surface.PLASTIC).drop(0.7);
    mark(Pen.ellipse(x - radius * 0.3, y, radius * 0.16, radius * 0.16), INK, 0.7);
    mark(Pen.ellipse(x + radius * 0.3, y, radius * 0.16, radius * 0.16), INK, 0.7);
  }

  /** A metal zip with its slider. */
  void zip(Shape path, double x, double y) {
    line(path, 0.04, INK, 0.75);
    mark(Pen.dashes(path, 0.028, 0.014, 0.014), 0xc8c8c8, 0.9);
    trim(Pen.box(x, y + 0.03, 0.018, 0.04, 0.015), STEEL, Surface.CHROME).drop(0.7);
  }
}
