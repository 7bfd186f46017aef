package io.vitrine.privacy;

/**
 * A place in a text.
 *
 * @param start index of its first char
 * @param end index after its last char
 */
record Finding(PersonalData kind, int start, int end) {
  boolean overlaps(Finding other) {
    return start < other.end && other.start < end;
  }
}
