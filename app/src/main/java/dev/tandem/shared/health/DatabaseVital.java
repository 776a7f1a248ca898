package dev.tandem.shared.health;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class DatabaseVital implements Vital {

  static final String NAME = "database";

  private final JdbcClient jdbc;

  DatabaseVital(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public State look() {
    jdbc.sql("select 1").query(Integer.class).single();
    return State.UP;
  }
}
