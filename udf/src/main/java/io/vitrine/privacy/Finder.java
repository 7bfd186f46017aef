package io.vitrine.privacy;

import java.util.List;

/** Looks for one kind of personal data. */
interface Finder {

  /**
   * All places, in order.
   *
   * @param line as {@link PlainLine#of} gives it
   */
  List<Finding> find(String line);
}
