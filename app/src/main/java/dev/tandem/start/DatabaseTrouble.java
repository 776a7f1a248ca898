package dev.tandem.start;

import java.sql.SQLException;
import java.util.Objects;

/** What PostgreSQL's refusals mean for the person who starts Tandem. */
final class DatabaseTrouble {

  private DatabaseTrouble() {}

  /**
   * @param url without user and password
   */
  static StartRefused explain(String url, String user, SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    String line =
        switch (state) {
          case "28P01", "28000" ->
              "The database at %s refuses user %s: wrong password, or not allowed from here."
                  .formatted(url, user);
          case "3D000" -> "There is no such database: %s. Create it first.".formatted(url);
          case "42501" -> "User %s lacks a right at %s: %s".formatted(user, url, firstLine(e));
          case "53300" -> "The database at %s has no connection left for us.".formatted(url);
          case "57P03" ->
              "The database at %s is starting up or shutting down. Try again in a moment."
                  .formatted(url);
          default ->
              state.startsWith("08")
                  ? "The database at %s cannot be reached. Check that it runs and that the address is right."
                      .formatted(url)
                  : "The database at %s cannot be used: %s".formatted(url, firstLine(e));
        };
    return new StartRefused(line, e);
  }

  private static String firstLine(SQLException e) {
    return Objects.requireNonNullElse(e.getMessage(), "error " + e.getSQLState())
        .lines()
        .findFirst()
        .orElse("");
  }
}
