package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final AtomicLong seconds = new AtomicLong();
  private final Clock clock = new StubClock();

  @Test
  void aPipeGetsALineEveryTenSecondsWithFailuresByCode() {
    TestConsole console = new TestConsole();
    ProgressLine line = new ProgressLine(console.console(), clock);

    line.phase("describing");
    for (int i = 1; i <= 25; i++) {
      seconds.incrementAndGet();
      line.update(i * 4L, 200, Map.of(ErrorCode.FETCH_TIMEOUT, 1L, ErrorCode.IMAGE_CORRUPT, 2000L));
    }
    line.close();

    assertThat(console.screen().lines())
        .containsExactly(
            "· describing",
            "· describing  40 of 200  4.0/s  40 s left"
                + "  2,001 failed: IMAGE_CORRUPT 2,000, FETCH_TIMEOUT 1",
            "· describing  80 of 200  4.0/s  30 s left"
                + "  2,001 failed: IMAGE_CORRUPT 2,000, FETCH_TIMEOUT 1");
  }

  @Test
  void aTerminalGetsOneLineThatIsDrawnAgainAndWipedAtTheEnd() {
    TestConsole console = new TestConsole(/* interactive= */ true);
    ProgressLine line = new ProgressLine(console.console(), clock);

    line.phase("describing");
    seconds.addAndGet(2);
    line.update(10, 100, Map.of());
    line.close();

    assertThat(console.screen())
        .isEqualTo(
            "\r\033[K· describing …\r\033[K· describing  10 of 100  5.0/s  18 s left\r\033[K");
  }

  @Test
  void aPhaseInWhichNoPictureGoesByHasNoRate() {
    TestConsole console = new TestConsole(/* interactive= */ true);
    ProgressLine line = new ProgressLine(console.console(), clock);

    line.phase("describing");
    line.update(0, 100, Map.of());
    line.update(60, 100, Map.of());
    line.phase("committing");
    seconds.addAndGet(2);
    line.update(60, 100, Map.of());
    line.update(100, 100, Map.of());

    assertThat(console.screen())
        .contains("\r\033[K· describing  0 of 100\r")
        .endsWith("\r\033[K· committing  60 of 100\r\033[K· committing  100 of 100");
  }

  @Test
  void aPhaseThatCountsAnewHasItsOwnRate() {
    TestConsole console = new TestConsole(/* interactive= */ true);
    ProgressLine line = new ProgressLine(console.console(), clock);

    line.phase("rendering");
    line.update(100, 100, Map.of());
    line.phase("describing");
    line.update(0, 100, Map.of());
    seconds.addAndGet(2);
    line.update(10, 100, Map.of());

    assertThat(console.screen()).endsWith("· describing  10 of 100  5.0/s  18 s left");
  }

  @Test
  void spansAreSaidAsPeopleSayThem() {
    assertThat(ProgressLine.left(45)).isEqualTo("45 s");
    assertThat(ProgressLine.left(200)).isEqualTo("3 min 20 s");
    assertThat(ProgressLine.left(7500)).isEqualTo("2 h 05 min");
  }

  /** A clock that the test moves. */
  private final class StubClock extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(1_000_000 + seconds.get());
    }
  }
}
