package io.vitrine.model;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A case that the reference implementation has answered.
 *
 * @param name for people
 * @param rgb the picture, {@code side * side * 3} bytes R G B
 * @param prompt all tokens of the prompt, the picture's included
 * @param answer tokens of the greedy, unconstrained answer; the one that ends it included
 * @param maxNewTokens where the answer was cut if it had not ended
 * @param likeliest for each token of the answer, the tokens that were likeliest there
 * @param logits the logits of those
 */
public record ReferenceCase(
    String name,
    byte[] rgb,
    String system,
    String task,
    List<Integer> prompt,
    List<Integer> answer,
    int maxNewTokens,
    List<int[]> likeliest,
    List<double[]> logits) {

  /**
   * The cases of a bundle.
   *
   * @throws io.vitrine.error.VitrineException when they cannot be read
   */
  public static List<ReferenceCase> read(ModelBundle bundle) {
    try {
      Cases file =
          ModelBundle.JSON.readValue(bundle.file(ModelBundle.REFERENCE).toFile(), Cases.class);
      List<ReferenceCase> cases = new ArrayList<>();
      for (Case one : file.cases) {
        cases.add(
            new ReferenceCase(
                one.name,
                rgb(ImageIO.read(bundle.file(one.picture).toFile())),
                one.system,
                one.task,
                one.prompt,
                one.answer,
                one.maxNewTokens,
                one.likeliest,
                one.logits));
      }

      return cases;
    } catch (IOException e) {
      throw ModelBundle.broken(bundle.directory(), "its reference cases cannot be read", e);
    }
  }

  private static byte[] rgb(BufferedImage picture) {
    int side = picture.getWidth();
    int[] pixels = picture.getRGB(0, 0, side, picture.getHeight(), null, 0, side);
    byte[] rgb = new byte[pixels.length * 3];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }

    return rgb;
  }

  private record Cases(List<Case> cases) {}

  private record Case(
      String name,
      String picture,
      String system,
      String task,
      List<Integer> prompt,
      List<Integer> answer,
      int maxNewTokens,
      List<int[]> likeliest,
      List<double[]> logits) {}
}
