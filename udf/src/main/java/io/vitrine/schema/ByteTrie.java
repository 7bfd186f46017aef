package io.vitrine.schema;

import java.util.Arrays;

/** A set of byte strings as a tree; node 0 is the root. Filled once, then only read. */
final class ByteTrie {
  private int[] firstChild = new int[64];
  private int[] sibling = new int[64];
  private byte[] label = new byte[64];
  private int[] value = new int[64];
  private int size = 1;

  ByteTrie() {
    value[0] = -1;
  }

  void add(byte[] bytes) {
    add(bytes, 0);
  }

  /**
   * Adds a byte string with a value of at least 0; the first one stays where it is there already.
   */
  void add(byte[] bytes, int id) {
    int node = 0;
    for (byte b : bytes) {
      int child = child(node, b & 0xFF);
      node = child < 0 ? insert(node, b) : child;
    }

    if (value[node] < 0) {
      value[node] = id;
    }
  }

  private int insert(int parent, byte b) {
    if (size == label.length) {
      int capacity = size * 2;
      firstChild = Arrays.copyOf(firstChild, capacity);
      sibling = Arrays.copyOf(sibling, capacity);
      label = Arrays.copyOf(label, capacity);
      value = Arrays.copyOf(value, capacity);
    }

    int node = size++;
    label[node] = b;
    value[node] = -1;
    sibling[node] = firstChild[parent];
    firstChild[parent] = node;
    return node;
  }

  /** The node one byte further, or -1. */
  int child(int node, int b) {
    for (int child = firstChild[node]; child != 0; child = sibling[child]) {
      if ((label[child] & 0xFF) == b) {
        return child;
      }
    }

    return -1;
  }

  /** The byte that leads on from a node where it is the only one, or -1. */
  int onlyChild(int node) {
    int child = firstChild[node];
    return child != 0 && sibling[child] == 0 ? label[child] & 0xFF : -1;
  }

  boolean isLeaf(int node) {
    return firstChild[node] == 0;
  }

  /** A node's first child, or 0. */
  int firstChild(int node) {
    return firstChild[node];
  }

  /** The next child of the same parent, or 0. */
  int sibling(int node) {
    return sibling[node];
  }

  /** The byte that leads to a node. */
  int label(int node) {
    return label[node] & 0xFF;
  }

  /** The value of the byte string that ends at a node, or -1. */
  int value(int node) {
    return value[node];
  }
}
