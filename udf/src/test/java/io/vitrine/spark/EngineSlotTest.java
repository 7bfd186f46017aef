package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.VitrineException;
import io.vitrine.generate.EngineFault;
import io.vitrine.generate.EngineLease;
import io.vitrine.generate.EngineLimits;
import io.vitrine.generate.Generation;
import io.vitrine.generate.GenerationRequest;
import io.vitrine.generate.VisionEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineSlotTest {
  private static final EngineRequest SMALL =
      new EngineRequest("f", "small", "", "cpu", 1, 1, 1, 1, EngineLimits.DEFAULT);
  private static final EngineRequest LARGE =
      new EngineRequest("f", "large", "", "cpu", 1, 1, 1, 1, EngineLimits.DEFAULT);

  private final AtomicInteger loads = new AtomicInteger();
  private final List<StubEngine> engines = new ArrayList<>();
  private final List<VitrineException> losses = new ArrayList<>();
  private final EngineSlot slot = new EngineSlot(this::load, losses::add);

  @Test
  void theFirstLoadsAndTheOthersShare() {
    try (EngineLease first = slot.acquire(SMALL, "run");
        EngineLease second = slot.acquire(SMALL, "run")) {
      assertThat(second.engine()).isSameAs(first.engine());
    }

    assertThat(loads).hasValue(1);
  }

  @Test
  void manyThreadsAtOnceLoadOnce() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<VisionEngine>> given = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      given.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }

                try (EngineLease lease = slot.acquire(SMALL, "run")) {
                  return lease.engine();
                }
              },
              work -> new Thread(work).start()));
    }

    start.countDown();
    for (Future<VisionEngine> engine : given) {
      assertThat(engine.get()).isSameAs(engines.get(0));
    }

    assertThat(loads).hasValue(1);
  }

  @Test
  void theEngineStaysLoadedWhenNobodyUsesIt() {
    slot.acquire(SMALL, "run").close();
    slot.acquire(SMALL, "run").close();

    assertThat(loads).hasValue(1);
    assertThat(engines.get(0).closed).isFalse();
  }

  @Test
  void aLoadIsCountedToTheWorkThatCausedIt() {
    try (EngineLease lease = slot.acquire(SMALL, "first")) {
      assertThat(lease.loadId()).isEqualTo("load 1");
    }

    try (EngineLease lease = slot.acquire(SMALL, "second")) {
      assertThat(lease.loadId()).isNull();
    }

    try (EngineLease lease = slot.acquire(SMALL, "first")) {
      assertThat(lease.loadId()).isEqualTo("load 1");
    }
  }

  @Test
  void aFailedLoadIsReportedAndTheNextOneTriesAgain() {
    EngineSlot flaky =
        new EngineSlot(
            request -> {
              if (loads.incrementAndGet() == 1) {
                throw new IllegalStateException("no memory");
              }

              return new EngineSlot.Loaded(new StubEngine(), "load");
            },
            losses::add);

    assertThatThrownBy(() -> flaky.acquire(SMALL, "run"))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("no memory");
    try (EngineLease lease = flaky.acquire(SMALL, "run")) {
      assertThat(lease.loadId()).isEqualTo("load");
    }
  }

  @Test
  void anotherEngineTakesThePlaceOnceNobodyUsesTheFirst() throws Exception {
    EngineLease first = slot.acquire(SMALL, "run");
    CompletableFuture<EngineLease> second =
        CompletableFuture.supplyAsync(() -> slot.acquire(LARGE, "run"));
    assertThat(engines.get(0).closed).isFalse();
    first.close();

    try (EngineLease lease = second.get()) {
      assertThat(lease.engine()).isSameAs(engines.get(1));
      assertThat(engines.get(0).closed).isTrue();
    }
  }

  @Test
  void anUnloadedSlotLoadsAgainWhenNeeded() {
    slot.acquire(SMALL, "run").close();
    slot.unload();

    assertThat(engines.get(0).closed).isTrue();
    slot.acquire(SMALL, "run").close();
    assertThat(loads).hasValue(2);
  }

  @Test
  void anEngineThatGaveItselfUpIsReplacedOnce() {
    EngineLease first = slot.acquire(SMALL, "run");
    engines.get(0).fault = fault(EngineFault.Kind.HUNG);

    try (EngineLease second = slot.acquire(SMALL, "run")) {
      assertThat(second.engine()).isSameAs(engines.get(1)).isNotSameAs(first.engine());
      assertThat(losses).isEmpty();
    }

    engines.get(1).fault = fault(EngineFault.Kind.HUNG);
    assertThatThrownBy(() -> slot.acquire(SMALL, "run"))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("The device cpu is lost: injected");
    assertThat(losses).hasSize(1);
    first.close();
  }

  @Test
  void aDeviceThatFailedIsNotUsedAgain() {
    slot.acquire(SMALL, "run").close();
    engines.get(0).fault = fault(EngineFault.Kind.DEVICE);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> slot.acquire(SMALL, "run"))
          .isInstanceOf(VitrineException.class)
          .hasMessageContaining("injected");
    }

    assertThat(losses).hasSize(2);
    assertThat(loads).hasValue(1);
  }

  private static EngineFault fault(EngineFault.Kind kind) {
    return new EngineFault(kind, "injected", /* cause= */ null);
  }

  private EngineSlot.Loaded load(EngineRequest request) {
    StubEngine engine = new StubEngine();
    engines.add(engine);
    return new EngineSlot.Loaded(engine, "load " + loads.incrementAndGet());
  }

  private static final class StubEngine implements VisionEngine {
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile EngineFault fault;

    @Override
    public CompletableFuture<Generation> submit(GenerationRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<EngineFault> fault() {
      return Optional.ofNullable(fault);
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public int imageSize() {
      return 1;
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
