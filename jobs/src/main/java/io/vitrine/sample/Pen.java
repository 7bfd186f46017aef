package io.vitrine.sample;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;

/** Helpers to draw outlines in the unit space of a product: x to the right, y down. */
final class Pen {
  private Pen() {}

  static Path2D poly(double... xy) {
    return round(0, xy);
  }

  /** A closed polygon whose corners are rounded by up to a radius. */
  static Path2D round(double radius, double... xy) {
    Path2D path = new Path2D.Double();
    int n = xy.length / 2;
    for (int i = 0; i < n; i++) {
      double x = xy[2 * i];
      double y = xy[2 * i + 1];
      int a = (i + n - 1) % n;
      int b = (i + 1) % n;
      double ax = xy[2 * a] - x;
      double ay = xy[2 * a + 1] - y;
      double bx = xy[2 * b] - x;
      double by = xy[2 * b + 1] - y;
      double la = Math.max(1e-9, Math.sqrt(ax * ax + ay * ay));
      double lb = Math.max(1e-9, Math.sqrt(bx * bx + by * by));
      double ra = Math.min(radius, la * 0.5) / la;
      double rb = Math.min(radius, lb * 0.5) / lb;
      if (i == 0) {
        path.moveTo(x + ax * ra, y + ay * ra);
      } else {
        path.lineTo(x + ax * ra, y + ay * ra);
      }
      path.quadTo(x, y, x + bx * rb, y + by * rb);
    }
    path.closePath();
    return path;
  }

  /** A rounded polygon that is its own mirror image; the points are its right half, top down. */
  static Path2D mirror(double radius, double... half) {
    return round(radius, mirrored(half));
  }

  /** A smooth curve from the first point through the others to the last. */
  static Path2D curve(double... xy) {
    return smooth(xy, /* closed= */ false);
  }

  /** A smooth closed curve through the points. */
  static Path2D loop(double... xy) {
    return smooth(xy, /* closed= */ true);
  }

  private static Path2D smooth(double[] xy, boolean closed) {
    Path2D path = new Path2D.Double();
    int n = xy.length / 2;
    path.moveTo(xy[0], xy[1]);
    int last = closed ? n : n - 1;
    for (int i = 0; i < last; i++) {
      int p0 = closed ? (i + n - 1) % n : Math.max(0, i - 1);
      int p1 = i;
      int p2 = (i + 1) % n;
      int p3 = closed ? (i + 2) % n : Math.min(n - 1, i + 2);
      path.curveTo(
          xy[2 * p1] + (xy[2 * p2] - xy[2 * p0]) / 6,
          xy[2 * p1 + 1] + (xy[2 * p2 + 1] - xy[2 * p0 + 1]) / 6,
          xy[2 * p2] - (xy[2 * p3] - xy[2 * p1]) / 6,
          xy[2 * p2 + 1] - (xy[2 * p3 + 1] - xy[2 * p1 + 1]) / 6,
          xy[2 * p2],
          xy[2 * p2 + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }

  /** A smooth closed curve that is its own mirror image. */
  static Path2D mirrorCurve(double... half) {
    return loop(mirrored(half));
  }

  /** The points, and behind them their mirror images from below upwards. */
  private static double[] mirrored(double[] half) {
    int n = half.length / 2;
    int from = half[0] == 0 ? 1 : 0;
    int to = half[2 * n - 2] == 0 ? n - 1 : n;
    double[] all = new double[half.length + 2 * (to - from)];
    System.arraycopy(half, 0, all, 0, half.length);
    int k = half.length;
    for (int i = to - 1; i >= from; i--) {
      all[k++] = -half[2 * i];
      all[k++] = half[2 * i + 1];
    }
    return all;
  }

  /** Points behind points. */
  static double[] joined(double[]... runs) {
    return Arrays.stream(runs).flatMapToDouble(Arrays::stream).toArray();
  }

  static Path2D line(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    return path;
  }

  static Shape ellipse(double cx, double cy, double rx, double ry) {
    return new Ellipse2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry);
  }

  static Shape box(double cx, double cy, double halfWidth, double halfHeight, double radius) {
    return new RoundRectangle2D.Double(
        cx - halfWidth, cy - halfHeight, 2 * halfWidth, 2 * halfHeight, 2 * radius, 2 * radius);
  }

  static Shape stroke(Shape path, double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(path);
  }

  static Shape butt(Shape path, double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        .createStrokedShape(path);
  }

  static Shape dashes(Shape path, double width, double on, double off) {
    return new BasicStroke(
            (float) width,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            4,
            new float[] {(float) on, (float) off},
            0)
        .createStrokedShape(path);
  }

  static Shape flip(Shape shape) {
    return AffineTransform.getScaleInstance(-1, 1).createTransformedShape(shape);
  }

  static Shape turn(Shape shape, double angle, double cx, double cy) {
    return AffineTransform.getRotateInstance(angle, cx, cy).createTransformedShape(shape);
  }

  static Shape both(Shape a, Shape b) {
    Area area = new Area(a);
    area.intersect(new Area(b));
    return area;
  }

  static Shape less(Shape a, Shape b) {
    Area area = new Area(a);
    area.subtract(new Area(b));
    return area;
  }
}
