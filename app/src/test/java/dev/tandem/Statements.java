package dev.tandem;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the application asks its database: a list asks once, however many rows it has. */
public final class Statements {

  private Statements() {}

  /** All that were sent until the work was done, in whatever thread. */
  public static List<String> during(Runnable work) {
    var logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
    Level before = logger.getLevel();
    var sent = new ListAppender<ILoggingEvent>();
    sent.start();
    logger.addAppender(sent);
    logger.setAdditive(false);
    logger.setLevel(Level.DEBUG);
    try {
      work.run();
    } finally {
      logger.setLevel(before);
      logger.setAdditive(true);
      logger.detachAppender(sent);
      sent.stop();
    }
    return List.copyOf(sent.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
