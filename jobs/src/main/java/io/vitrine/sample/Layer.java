package io.vitrine.sample;

import java.awt.Shape;

/** One painted part of a product, in paint order from back to front. */
final class Layer {
  enum Kind {
    /** A shaded solid part. */
    SOLID,
    /** A flat filled mark, such as a seam. */
    MARK
  }

  final Kind kind;
  final Shape shape;
  final Surface surface;
  final int rgb;
  boolean body;
  boolean second;
  boolean lathe;
  boolean free;
  double puff = 0.16;
  double angle;
  double folds = 1;
  double bulge = 0.35;
  double dim = 1;
  double drop = 0.5;
  double alpha = 1;

  Layer(Kind kind, Shape shape, Surface surface, int rgb) {
    this.kind = kind;
    this.shape = shape;
    this.surface = surface;
    this.rgb = rgb;
  }

  /** Takes the second colour where the product is colour blocked. */
  Layer second() {
    second = true;
    return this;
  }

  /** Shades the part as a body of revolution around its upright axis. */
  Layer lathe() {
    lathe = true;
    puff = 0.04;
    bulge = 0;
    return this;
  }

  /** Lets a mark reach beyond the parts below it, as a rope does. */
  Layer free() {
    free = true;
    return this;
  }

  /** The same layer with another outline. */
  Layer with(Shape other, double otherAngle) {
    Layer copy = new Layer(kind, other, surface, rgb);
    copy.body = body;
    copy.second = second;
    copy.lathe = lathe;
    copy.free = free;
    copy.puff = puff;
    copy.angle = otherAngle;
    copy.folds = folds;
    copy.bulge = bulge;
    copy.dim = dim;
    copy.drop = drop;
    copy.alpha = alpha;
    return copy;
  }

  Layer puff(double radius) {
    puff = radius;
    return this;
  }

  Layer angle(double radians) {
    angle = radians;
    return this;
  }

  Layer folds(double strength) {
    folds = strength;
    return this;
  }

  Layer bulge(double strength) {
    bulge = strength;
    return this;
  }

  Layer dim(double factor) {
    dim = factor;
    return this;
  }

  Layer drop(double strength) {
    drop = strength;
    return this;
  }

  Layer alpha(double value) {
    alpha = value;
    return this;
  }
}
