package dev.tandem.practice.clients;

import dev.tandem.shared.Practices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The country in which the current practice's phone numbers are dialled and its dates written. */
@Component
class PracticeCountry {

  private final JdbcClient jdbc;

  PracticeCountry(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Two letters, for instance {@code AU}. */
  String code() {
    return jdbc.sql("select country from house.practice where id = ?")
        .param(Practices.current().value())
        .query(String.class)
        .single();
  }
}
