package io.vitrine.generate;

/** Marks what is logged while somebody works on a picture as being about that picture. */
@FunctionalInterface
public interface PictureTrace {
  /** Marks nothing. */
  PictureTrace NONE = (job, work) -> work.run();

  /** Does the work, in this thread. */
  void during(PictureJob job, Runnable work);
}
