package io.vitrine.jobs;

import io.vitrine.error.Errors;

/**
 * A rendered catalogue: where it lies and what decides how it looks.
 *
 * @param uri the folder
 * @param products how many products
 * @param seed fixes every product
 * @param faults share of broken pictures, 0 to 1
 */
record Catalogue(String uri, int products, long seed, double faults) {

  /**
   * Checks what people ask for.
   *
   * @throws io.vitrine.error.VitrineException when no such catalogue can be rendered
   */
  static void requirePossible(int products, double faults) {
    if (products < 1) {
      throw Errors.invalid(
          "Cannot render " + products + " products",
          "--products must be 1 or more",
          "Give a larger number");
    }

    if (!(faults >= 0 && faults <= 1)) {
      throw Errors.invalid(
          "Cannot break a share of " + faults,
          "--faults must be between 0 and 1",
          "Give a share such as 0.05");
    }
  }

  String productsTable() {
    return child("products");
  }

  String gold() {
    return child("gold.csv");
  }

  String faultList() {
    return child("faults.csv");
  }

  private String child(String name) {
    return uri.endsWith("/") ? uri + name : uri + "/" + name;
  }
}
