package dev.tandem.start;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the database keeps practices apart, is new enough and up to date, and tells our time. */
@Component
class DatabaseExamination implements Examination {

  private static final int OLDEST = 15;
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration WRONG = Duration.ofSeconds(60);

  private final JdbcClient jdbc;
  private final Flyway flyway;
  private final Clock clock;

  DatabaseExamination(JdbcClient jdbc, Flyway flyway, Clock clock) {
    this.jdbc = jdbc;
    this.flyway = flyway;
    this.clock = clock;
  }

  @Override
  public Chapter chapter() {
    return Chapter.DATABASE;
  }

  @Override
  public List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    findings.add(version());
    findings.add(role());
    findings.add(security());
    findings.add(migrations());
    findings.add(clock());
    return findings;
  }

  private Finding version() {
    int version =
        jdbc.sql("select current_setting('server_version_num')::int").query(Integer.class).single()
            / 10_000;
    return version >= OLDEST
        ? Finding.fine("Version", "PostgreSQL " + version + ".")
        : Finding.wrong("Version", "PostgreSQL " + version + ".", "Upgrade it to 15 or newer.");
  }

  private Finding role() {
    return jdbc.sql(
            "select rolname, rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        .query(
            (row, _) ->
                row.getBoolean(2)
                    ? Finding.wrong(
                        "Role",
                        row.getString(1) + " is a superuser or bypasses row-level security.",
                        "As an administrator run: ALTER ROLE \"%s\" NOSUPERUSER NOBYPASSRLS;"
                            .formatted(row.getString(1)))
                    : Finding.fine(
                        "Role",
                        "The application works as "
                            + row.getString(1)
                            + ", which sees one practice at a time."))
        .single();
  }

  private Finding security() {
    List<String> open =
        jdbc.sql(
                """
                select c.relname from pg_class c
                 where c.relnamespace = 'practice'::regnamespace and c.relkind in ('r', 'p')
                   and not (c.relrowsecurity and c.relforcerowsecurity
                            and exists (select from pg_policy p where p.polrelid = c.oid))
                 order by 1""")
            .query(String.class)
            .list();
    return open.isEmpty()
        ? Finding.fine("Row-level security", "It guards every table that belongs to practices.")
        : Finding.wrong(
            "Row-level security",
            "It does not guard " + String.join(", ", open) + ".",
            "Somebody changed the schema by hand. As the owner run: call house.guard('practice."
                + open.getFirst()
                + "');");
  }

  private Finding migrations() {
    var info = flyway.info();
    MigrationInfo current = info.current();
    int pending = info.pending().length;
    String version = current == null ? "none" : String.valueOf(current.getVersion());
    return pending == 0
        ? Finding.fine("Schema", "Version " + version + ", nothing is waiting.")
        : Finding.wrong(
            "Schema",
            "Version %s, and %d changes are waiting.".formatted(version, pending),
            "Start Tandem: it brings the schema up to date by itself.");
  }

  private Finding clock() {
    Instant before = clock.instant();
    Instant there =
        jdbc.sql("select clock_timestamp()").query(java.sql.Timestamp.class).single().toInstant();
    Duration ahead =
        Duration.between(
            there, before.plus(Duration.between(before, clock.instant()).dividedBy(2)));
    Duration off = ahead.abs();
    if (off.compareTo(LOOK) <= 0) {
      return Finding.fine("Clock", "Our clock agrees with the database's.");
    }
    String seen =
        "Our clock is %,d s %s the database's."
            .formatted(off.toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    String remedy = "Set both machines' clocks by network time (NTP).";
    return off.compareTo(WRONG) > 0
        ? Finding.wrong("Clock", seen, remedy)
        : Finding.look("Clock", seen, remedy);
  }
}
