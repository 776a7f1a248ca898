package dev.tandem.books.web;

import dev.tandem.books.lane.LogChain;
import dev.tandem.books.lane.LogChain.Report;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.start.AdminCommand;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether anybody altered or removed what the log of calls holds. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Command(
    name = "log verify",
    description =
        "Look whether anything in the log of calls to the ledger was altered or removed. Prints each chain's last hash:"
            + " kept elsewhere and given with --head, it proves later that nothing before it was touched.")
class VerifyLogCommand implements AdminCommand {

  @Option(names = "--practice", paramLabel = "NAME_OR_ID", description = "Only this one; else all.")
  private @Nullable String practice;

  @Option(names = "--head", paramLabel = "HASH", description = "A hash that was printed before.")
  private @Nullable String head;

  private final LogChain chain;
  private final Setup setup;
  private final OrganisationNames organisations;
  private final JdbcClient db;

  VerifyLogCommand(LogChain chain, Setup setup, OrganisationNames organisations, JdbcClient db) {
    this.chain = chain;
    this.setup = setup;
    this.organisations = organisations;
    this.db = db;
  }

  @Override
  public Integer call() {
    if (head != null && !head.strip().matches("[0-9a-fA-F]{64}")) {
      System.err.println("A hash has 64 hexadecimal characters.");
      return 1;
    }
    List<PracticeId> practices;
    try {
      practices = practice == null ? all() : List.of(setup.named(practice));
    } catch (Refused e) {
      System.err.println(e.getMessage());
      return 1;
    }
    String wanted = head == null ? null : head.strip().toLowerCase(Locale.ROOT);
    boolean whole = true;
    boolean known = wanted == null;
    for (PracticeId it : practices) {
      List<Report> reports = Practices.in(it, () -> told(wanted));
      whole &= reports.stream().allMatch(report -> report.flaws().isEmpty());
      known |= reports.stream().anyMatch(report -> Boolean.TRUE.equals(report.knows()));
    }
    if (!known) {
      System.err.println(
          "The hash given with --head is in no chain: what it sealed was altered, or let go since because it is old.");
    }
    return whole && known ? 0 : 1;
  }

  private List<PracticeId> all() {
    return db.sql("select id from house.practice order by name, id")
        .query((row, _) -> new PracticeId(row.getObject(1, UUID.class)))
        .list();
  }

  /** To the minute, where the practice is. */
  private String moment(Instant at) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
        .format(at.atZone(setup.practice().zone()));
  }

  private List<Report> told(@Nullable String wanted) {
    String name = setup.practice().name();
    List<Report> reports = chain.verify(wanted);
    if (reports.isEmpty()) {
      System.out.printf("%s: no call yet.%n", name);
    }
    for (Report it : reports) {
      System.out.printf(
          "%s, %s: %,d calls%s, %s.%n  head %s%n",
          name,
          organisation(it.tenant()),
          it.calls(),
          it.since() == null ? "" : " since " + moment(it.since()),
          it.flaws().isEmpty() ? "whole" : "NOT WHOLE",
          it.head());
      if (Boolean.TRUE.equals(it.knows())) {
        System.out.println("  The hash given with --head is in this chain.");
      }
      it.flaws()
          .forEach(
              flaw ->
                  System.out.printf(
                      "  at %,d%s: %s%n",
                      flaw.position(),
                      flaw.at() == null ? "" : " (" + flaw.at() + ")",
                      flaw.text()));
    }
    return reports;
  }

  private String organisation(UUID tenant) {
    var binding = organisations.known().of(tenant);
    return binding == null ? tenant.toString() : binding.organisationName();
  }
}
