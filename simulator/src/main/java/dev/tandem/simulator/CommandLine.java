package dev.tandem.simulator;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.limits.Allowances;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was asked for on the command line. */
final class CommandLine {
  static final String HELP =
      """
      Xero simulator: a local server that behaves like Xero.

      Options:
        --port N            port to listen on (default 9090; 0 takes any free one)
        --data DIR          keep organisations, books, tokens and webhooks in DIR between runs
                            (default: in memory)
        --switch NAME=on    answer an undocumented point otherwise; NAME=off the other way. Repeat
                            it for several. Names and meanings: the console's page Switches
        --tier starter      1,000 calls a day and organisation; core (the default) has 5,000
        --clock 2026-11-30  the day, or the moment as 2026-11-30T08:00:00Z, it shall be at the start
        --host-name NAME    a name besides localhost under which console and control answer
        --as-xero DIR       answer as login, identity and api.xero.com, too, for clients that know no
                            other addresses: through a proxy, under a certificate kept in DIR
        --proxy-port N      where that proxy listens (default 9091; 0 takes any free one)
        --quiet             print where it listens and nothing else
        --help              show this text
      """;

  private SimulatorSettings settings = SimulatorSettings.defaults().port(9090).proxyPort(9091);
  private final Set<String> hostNames = new HashSet<>();
  private boolean quiet;
  private boolean help;

  private CommandLine() {}

  /**
   * @throws IllegalArgumentException saying what is wrong
   */
  static CommandLine read(String[] arguments) {
    CommandLine line = new CommandLine();
    Iterator<String> words = List.of(arguments).iterator();
    while (words.hasNext()) {
      line.take(words.next(), words);
    }
    return line;
  }

  private void take(String option, Iterator<String> words) {
    switch (option) {
      case "--help", "-h" -> help = true;
      case "--quiet" -> quiet = true;
      case "--port" -> settings = settings.port(port(value(option, words)));
      case "--data" -> settings = settings.data(Path.of(value(option, words)));
      case "--switch" -> turn(value(option, words));
      case "--tier" -> settings = settings.allowances(tier(value(option, words)));
      case "--clock" -> settings = settings.clock(startingAt(value(option, words)));
      case "--as-xero" -> settings = settings.asXero(Path.of(value(option, words)));
      case "--proxy-port" -> settings = settings.proxyPort(port(value(option, words)));
      case "--host-name" -> {
        hostNames.add(value(option, words));
        settings = settings.hostNames(hostNames);
      }
      default -> throw new IllegalArgumentException("Unknown option " + option);
    }
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return words.next();
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("A port is a number, not " + text);
    }
    int port = Integer.parseInt(text);
    if (port > 65_535) {
      throw new IllegalArgumentException("A port is between 0 and 65535");
    }
    return port;
  }

  private void turn(String text) {
    String[] parts = text.split("=", 2);
    String how = parts.length == 2 ? parts[1].toLowerCase(Locale.ROOT) : "on";
    if (!Set.of("on", "off").contains(how)) {
      throw new IllegalArgumentException("A switch is on or off, not " + how);
    }
    Switch which =
        Switch.named(parts[0])
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no switch " + parts[0] + ". There are " + switches()));
    settings = settings.with(which, how.equals("on"));
  }

  private static String switches() {
    return Stream.of(Switch.values()).map(Switch::key).collect(Collectors.joining(", "));
  }

  private static Allowances tier(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "starter" -> Allowances.STARTER;
      case "core", "plus", "advanced", "enterprise" -> Allowances.CORE;
      default -> throw new IllegalArgumentException("--tier is starter or core, not " + text);
    };
  }

  private static Clock startingAt(String text) {
    try {
      Instant wanted =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), wanted));
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException(
          "--clock needs 2026-11-30 or 2026-11-30T08:00:00Z, not " + text, unreadable);
    }
  }

  SimulatorSettings settings() {
    return settings;
  }

  boolean quiet() {
    return quiet;
  }

  boolean help() {
    return help;
  }
}
