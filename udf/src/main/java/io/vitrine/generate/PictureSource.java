package io.vitrine.generate;

import io.vitrine.error.PictureException;

/** Where pictures come from. Safe for use by many threads. */
public interface PictureSource {

  /**
   * Fetches a picture whole, reading no more than a limit.
   *
   * @param imageUri as it stands in the product table
   * @param maxBytes largest size that is accepted
   * @throws PictureException with a code of the stages FETCH or DECODE, or {@code INPUT_INVALID}
   *     when the text is no URI at all
   */
  byte[] fetch(String imageUri, long maxBytes) throws PictureException;
}
