package io.vitrine.generate;

import io.vitrine.model.ModelSession;
import java.util.function.UnaryOperator;

/** Opens bundles with libtorch through DJL. */
public final class TorchEngineFactory implements EngineFactory {
  private final UnaryOperator<ModelSession> sessions;

  public TorchEngineFactory() {
    this(UnaryOperator.identity());
  }

  /**
   * @param sessions may put something around each engine thread's session, such as a stopwatch
   */
  public TorchEngineFactory(UnaryOperator<ModelSession> sessions) {
    this.sessions = sessions;
  }

  @Override
  public VisionEngine open(EngineSettings settings) {
    return TorchEngine.open(settings, sessions);
  }
}
