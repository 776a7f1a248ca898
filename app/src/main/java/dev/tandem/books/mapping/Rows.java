package dev.tandem.books.mapping;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.practice.setup.ServiceView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands on the page for each subject. */
final class Rows {

  private static final String LEFT = "As practitioner, location or the rest";

  private final Offered offered;
  private final Map<Subject, Target> targets;
  private final boolean only;

  /**
   * @param only whether the practice has no other organisation: then a service's own account and
   *     tax are what is mapped
   */
  Rows(Offered offered, Map<Subject, Target> targets, boolean only) {
    this.offered = offered;
    this.targets = targets;
    this.only = only;
  }

  Row service(ServiceView it) {
    Subject subject = Subject.of(it.id());
    Target mapped = targets.getOrDefault(subject, Target.NOTHING);
    LedgerAccount account = offered.accountOfCode(it.accountCode()).orElse(null);
    LedgerTaxRate tax = offered.tax(it.taxType()).orElse(null);
    return new Row(
        subject,
        it.name(),
        only
            ? mapped.withLine(
                mapped.account() == null && account != null ? account.id() : mapped.account(),
                mapped.tax() == null && tax != null ? tax.taxType() : mapped.tax())
            : mapped,
        left(it.accountCode(), account == null ? null : account.label()),
        left(it.taxType(), tax == null ? null : tax.name()),
        problem(subject, it));
  }

  /** What holds where nothing is chosen for the service here. */
  private String left(String own, @Nullable String known) {
    if (own.isBlank() || (only && known != null)) {
      return LEFT;
    }
    if (known == null) {
      return offered.unread() ? own : own + " (not in Xero)";
    }
    return "The service's own: " + known;
  }

  List<Row> of(Map<Subject, String> subjects) {
    return subjects.entrySet().stream().map(it -> of(it.getKey(), it.getValue())).toList();
  }

  Row of(Subject subject, String name) {
    String left =
        switch (subject.kind()) {
          case PRACTITIONER, LOCATION -> "As the service, or the rest";
          case PAYMENT ->
              subject.equals(Subject.PAYMENTS)
                  ? offered.banks().stream()
                      .findFirst()
                      .map(it -> "The first bank account: " + it.label())
                      .orElse("No account takes payments")
                  : "As every other payment";
          case SERVICE, DEFAULT -> "None";
        };
    return new Row(
        subject,
        name,
        targets.getOrDefault(subject, Target.NOTHING),
        left,
        left,
        problem(subject, name, List.of()));
  }

  private @Nullable String problem(Subject subject, ServiceView it) {
    String flaw = problem(subject, it.name(), List.of(it));
    Line line =
        Line.of(
            it,
            List.of(
                targets.getOrDefault(subject, Target.NOTHING),
                targets.getOrDefault(Subject.REST, Target.NOTHING)),
            offered);
    if (flaw == null && mapped(subject).tax() == null) {
      flaw = offered.otherRate(it).map(rate -> otherRate(it, rate)).orElse(null);
    }
    boolean open = line.account().isEmpty() || line.tax().isEmpty();
    return flaw == null && open
        ? "Nothing says its "
            + (line.account().isEmpty() ? "account" : "tax")
            + " unless practitioner or location do."
        : flaw;
  }

  private Target mapped(Subject subject) {
    return targets.getOrDefault(subject, Target.NOTHING);
  }

  private String otherRate(ServiceView it, LedgerTaxRate rate) {
    return "%s is typed with %s %%, Xero charges %s %%: new invoices are computed with Xero's. %s"
        .formatted(
            rate.name(),
            it.taxRate().stripTrailingZeros().toPlainString(),
            rate.percent().stripTrailingZeros().toPlainString(),
            only ? "Save to take it over." : "Correct it at the service.");
  }

  private @Nullable String problem(Subject subject, String name, List<ServiceView> services) {
    var its = new HashMap<Subject, Target>();
    for (Subject it : List.of(subject, Subject.REST)) {
      Target target = targets.get(it);
      if (target != null) {
        its.put(it, target);
      }
    }
    return new Flaws(offered, its, List.of())
        .all(services, Map.of(subject, name)).stream()
            .findFirst()
            .map(it -> it.happened() + " " + it.consequence())
            .orElse(null);
  }
}
