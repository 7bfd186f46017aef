package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.CharArrayWriter;
import java.util.Collection;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what is logged while tests run: others' warnings, and what Vitrine says. */
final class CapturedLog implements BeforeAllCallback, AfterAllCallback {
  private static final String OURS = "io.vitrine";

  private final CharArrayWriter text = new CharArrayWriter();
  private final WriterAppender appender =
      WriterAppender.createAppender(
          PatternLayout.newBuilder().withPattern("%m%n%ex").build(),
          /* filter= */ null,
          text,
          "captured",
          /* follow= */ false,
          /* ignore= */ false);

  @Override
  public void beforeAll(ExtensionContext test) {
    LoggerContext context = LoggerContext.getContext(false);
    context
        .getConfiguration()
        .addLogger(OURS, new LoggerConfig(OURS, Level.INFO, /* additive= */ true));
    appender.start();
    context
        .getConfiguration()
        .getRootLogger()
        .addAppender(appender, Level.INFO, /* filter= */ null);
    context.updateLoggers();
  }

  @Override
  public void afterAll(ExtensionContext test) {
    LoggerContext context = LoggerContext.getContext(false);
    context.getConfiguration().getRootLogger().removeAppender(appender.getName());
    context.getConfiguration().removeLogger(OURS);
    context.updateLoggers();
  }

  /** I8: holds what was logged since the last time against what must be in no log; forgets it. */
  void assertPrivate(Collection<String> answers) {
    String logged = text.toString();
    text.reset();
    assertThat(logged)
        .as("I8: the log has neither prompts nor answers nor pictures")
        .doesNotContain("识别商品", "你是电商商品助手", "JFIF")
        .doesNotContain(answers);
  }
}
