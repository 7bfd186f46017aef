package io.vitrine.jobs;

/**
 * A rendered catalogue: where it lies and what decides how it looks.
 *
 * @param uri the folder
 * @param products how many products
 * @param seed fixes every product
 * @param faults share of broken pictures, 0 to 1
 */
record Catalogue(String uri, int products, long seed, double faults) {

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
