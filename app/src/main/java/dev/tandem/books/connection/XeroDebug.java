package dev.tandem.books.connection;

import dev.tandem.xero.CallWatcher;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * {@code XERO_DEBUG=true} writes each call to Xero to the log, under a name of its own. Off unless
 * somebody asks for it. The library masks tokens, secrets and personal details before we hear.
 */
final class XeroDebug {

  /** The logger's name: a person may turn it off or send it elsewhere. */
  static final String LOGGER = "dev.tandem.xero.calls";

  private static final Logger log = LoggerFactory.getLogger(LOGGER);
  private static final Set<String> ON = Set.of("true", "1", "yes", "on");

  private XeroDebug() {}

  static @Nullable CallWatcher watcher(Environment environment) {
    String wish = environment.getProperty("XERO_DEBUG", "").strip().toLowerCase(Locale.ROOT);
    if (!ON.contains(wish)) {
      return null;
    }
    log.info(
        "XERO_DEBUG is on: each call to Xero is written to this log, with secrets and personal details masked");
    return log::info;
  }
}
