package dev.tandem.shared.nodes;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A machine that may not work. Not marked as configuration: only the node that names it is so. */
public class SevenSecondsBehind {
  @Bean
  @Primary
  NodeClock slow(JdbcClient jdbc) {
    return new NodeClock(jdbc, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-7)));
  }
}
