package io.vitrine.sample;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;

/** Maps the unit space of a sketch onto the picture: perspective, skew, turn, scale, position. */
final class Placement {
  private final double kx;
  private final double ky;
  private final AffineTransform at;
  private final AffineTransform back;

  /** Pixels per unit of the sketch. */
  final double scale;

  /** The turn of the product in the picture. */
  final double turn;

  private Placement(double kx, double ky, AffineTransform at, double scale, double turn) {
    this.kx = kx;
    this.ky = ky;
    this.at = at;
    this.scale = scale;
    this.turn = turn;
    try {
      this.back = at.createInverse();
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException(e);
    }
  }

  static Placement fit(Sketch sketch, int width, int height, Dice d) {
    Rectangle2D bounds = null;
    for (Layer layer : sketch.layers) {
      Rectangle2D b = layer.shape.getBounds2D();
      bounds = bounds == null ? b : bounds.createUnion(b);
    }
    double most = sketch.stands ? 6 : 20;
    double turn = Math.toRadians(d.chance(0.25) ? d.in(-2, 2) : d.in(-most, most));
    double size = Math.max(bounds.getWidth(), bounds.getHeight());
    double kx = d.in(-0.09, 0.09) * 2 / size;
    double ky = d.in(-0.09, 0.09) * 2 / size;
    AffineTransform shape = AffineTransform.getRotateInstance(turn);
    shape.shear(sketch.stands ? d.in(-0.03, 0.03) : d.in(-0.07, 0.07), 0);
    shape.scale(d.in(0.95, 1.05), 1);
    shape.translate(-bounds.getCenterX(), -bounds.getCenterY());
    Placement plain = new Placement(kx, ky, shape, 1, turn);
    Rectangle2D turned = null;
    for (Layer layer : sketch.layers) {
      if (layer.kind == Layer.Kind.SOLID || layer.free) {
        Rectangle2D b = plain.place(layer.shape).getBounds2D();
        turned = turned == null ? b : turned.createUnion(b);
      }
    }
    double share = d.in(0.74, 0.92);
    double scale = Math.min(width * share / turned.getWidth(), height * share / turned.getHeight());
    double slackX = width - scale * turned.getWidth();
    double slackY = height - scale * turned.getHeight();
    double x = width / 2.0 + d.in(-0.3, 0.3) * slackX;
    double y = height / 2.0 + d.in(-0.3, 0.3) * slackY;
    AffineTransform at = AffineTransform.getTranslateInstance(x, y);
    at.scale(scale, scale);
    at.translate(-turned.getCenterX(), -turned.getCenterY());
    at.concatenate(shape);
    return new Placement(kx, ky, at, scale, turn);
  }

  Shape place(Shape shape) {
    Path2D out = new Path2D.Double(Path2D.WIND_NON_ZERO, 32);
    PathIterator it = shape.getPathIterator(null);
    out.setWindingRule(it.getWindingRule());
    double[] c = new double[6];
    while (!it.isDone()) {
      int kind = it.currentSegment(c);
      for (int i = 0; i < 6; i += 2) {
        double w = 1 / (1 + kx * c[i] + ky * c[i + 1]);
        c[i] *= w;
        c[i + 1] *= w;
      }
      at.transform(c, 0, c, 0, 3);
      switch (kind) {
        case PathIterator.SEG_MOVETO -> out.moveTo(c[0], c[1]);
        case PathIterator.SEG_LINETO -> out.lineTo(c[0], c[1]);
        case PathIterator.SEG_QUADTO -> out.quadTo(c[0], c[1], c[2], c[3]);
        case PathIterator.SEG_CUBICTO -> out.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
        default -> out.closePath();
      }
      it.next();
    }
    return out;
  }

  /** Turns a picture point, given and returned in the array, into the unit space. */
  void inverse(double[] point) {
    back.transform(point, 0, point, 0, 1);
    double w = 1 / (1 - kx * point[0] - ky * point[1]);
    point[0] *= w;
    point[1] *= w;
  }
}
