package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DraftsTest {
  private final Drafts drafts = new Drafts();

  private static Drafts.Context after(int subject, long last) {
    return new Drafts.Context(/* kind= */ 1, subject, last);
  }

  @Test
  void whatFollowedOnceIsNotYetGuessed() {
    drafts.learn(after(5, 8), 42);

    assertThat(drafts.next(after(5, 8))).isEqualTo(-1);
  }

  @Test
  void whatFollowedTwiceIsGuessedForEverySubject() {
    drafts.learn(after(5, 8), 42);
    drafts.learn(after(6, 8), 42);

    assertThat(drafts.next(after(5, 8))).isEqualTo(42);
    assertThat(drafts.next(after(7, 8))).isEqualTo(42);
    assertThat(drafts.next(after(7, 9))).isEqualTo(-1);
  }

  @Test
  void theSubjectKnowsBetterThanTheRest() {
    for (int i = 0; i < 4; i++) {
      drafts.learn(after(5, 8), 42);
      drafts.learn(after(6, 8), 43);
    }

    assertThat(drafts.next(after(5, 8))).isEqualTo(42);
    assertThat(drafts.next(after(6, 8))).isEqualTo(43);
  }

  @Test
  void aGuessThatProvedWrongIsForgotten() {
    for (int i = 0; i < 9; i++) {
      drafts.learn(after(5, 8), 42);
    }

    for (int i = 0; i < 9; i++) {
      drafts.learn(after(5, 8), 43);
    }

    assertThat(drafts.next(after(5, 8))).isEqualTo(43);
  }
}
