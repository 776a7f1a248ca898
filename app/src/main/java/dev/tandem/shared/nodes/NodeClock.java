package dev.tandem.shared.nodes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far this machine's clock is from the database's. Nodes judge each other's leases and tokens
 * by time; one that is wrong by more than five seconds must not call the ledger. Real time always,
 * never the application's {@link Clock}, which tests and benches move.
 */
@Component
public class NodeClock {

  private static final Logger log = LoggerFactory.getLogger(NodeClock.class);
  private static final Duration TOLERATED = Duration.ofSeconds(5);

  private final JdbcClient jdbc;
  private final Clock machine;
  private volatile Duration off = Duration.ZERO;
  private volatile boolean right = true;
  private volatile boolean oneOfTheNodes = true;

  @Autowired
  NodeClock(JdbcClient jdbc) {
    this(jdbc, Clock.systemUTC());
  }

  NodeClock(JdbcClient jdbc, Clock machine) {
    this.jdbc = jdbc;
    this.machine = machine;
  }

  /**
   * This machine's clock less the database's, as last measured: no more than is certain, so zero
   * for a right clock whose question took long; zero before.
   */
  public Duration off() {
    return off;
  }

  boolean right() {
    return right;
  }

  /**
   * Whether this node may run lanes and sweeps: its clock is right, and it was not left behind
   * while the key was changed.
   */
  public boolean mayWork() {
    return right && oneOfTheNodes;
  }

  void leftBehind(boolean is) {
    oneOfTheNodes = !is;
  }

  Duration measure() {
    Instant before = machine.instant();
    Instant there =
        jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
    Duration took = Duration.between(before, machine.instant());
    // The answer's way is not known better than by half of what question and answer took together.
    off = certain(Duration.between(there, before.plus(took.dividedBy(2))), took.abs().dividedBy(2));
    judge(tolerates(off));
    return off;
  }

  private static Duration certain(Duration measured, Duration doubt) {
    Duration least = measured.abs().minus(doubt);
    if (least.isNegative()) {
      return Duration.ZERO;
    }
    return measured.isNegative() ? least.negated() : least;
  }

  static boolean tolerates(Duration off) {
    return off.abs().compareTo(TOLERATED) <= 0;
  }

  private void judge(boolean now) {
    if (now != right) {
      if (now) {
        log.info("This machine's clock agrees with the database's again: lanes run here");
      } else {
        log.error(
            "This machine's clock is {} ms off the database's: no lanes run here until it is set right (NTP)",
            off.toMillis());
      }
    }
    right = now;
  }
}
