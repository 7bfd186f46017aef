package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.Exit;
import io.vitrine.error.VitrineException;
import org.junit.jupiter.api.Test;

class CacheBudgetTest {
  private static final long MEMORY = 1000;
  private static final int SLOT = 10;

  @Test
  void slotsThatAreAskedForAreGivenWhereThereIsRoom() {
    assertThat(new CacheBudget(200, 0).slots(8, 2, 2, SLOT, MEMORY)).isEqualTo(8);
    assertThat(new CacheBudget(0, 0.2).slots(8, 2, 2, SLOT, MEMORY)).isEqualTo(8);
  }

  @Test
  void slotsThatNobodyNamesFillTheBudgetUpToWhatHelps() {
    assertThat(new CacheBudget(200, 0).slots(0, 2, 2, SLOT, MEMORY)).isEqualTo(8);
    assertThat(new CacheBudget(0, 0.5).slots(0, 2, 1, SLOT, MEMORY)).isEqualTo(48);
    assertThat(new CacheBudget(100_000, 0).slots(0, 2, 1, SLOT, MEMORY)).isEqualTo(64);
  }

  @Test
  void moreThanThereIsRoomForIsRefused() {
    assertThatThrownBy(() -> new CacheBudget(199, 0).slots(8, 2, 2, SLOT, MEMORY))
        .isInstanceOfSatisfying(
            VitrineException.class, e -> assertThat(e.exit()).isEqualTo(Exit.INVALID))
        .hasMessageContaining("Ask for 7 slots or fewer");
    assertThatThrownBy(() -> new CacheBudget(59, 0).slots(0, 2, 2, SLOT, MEMORY))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("Raise the budget");
  }
}
