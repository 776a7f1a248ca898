package dev.tandem.books.mapping;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.practice.billing.DraftLines;
import dev.tandem.practice.setup.ServiceView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what is mapped to what the organisation does not have any more. */
final class Flaws {

  private record What(Part part, boolean payment, String from) {}

  private final Offered offered;
  private final Map<Subject, Target> targets;
  private final List<DraftLines.Named> drafts;
  private final Map<What, List<String>> found = new LinkedHashMap<>();

  /**
   * @param drafts what those name that go to this organisation
   */
  Flaws(Offered offered, Map<Subject, Target> targets, List<DraftLines.Named> drafts) {
    this.drafts = drafts;
    this.offered = offered;
    this.targets = targets;
  }

  /**
   * @param names of the subjects in use; a mapping of others concerns nobody
   */
  List<Flaw> all(List<ServiceView> services, Map<Subject, String> names) {
    // Before the first reading nothing can be told from what is missing.
    if (offered.unread()) {
      return List.of();
    }
    targets.forEach(
        (subject, it) -> {
          String name = names.get(subject);
          if (name != null) {
            look(name, subject.kind() == Subject.Kind.PAYMENT, it);
          }
        });
    services.forEach(this::own);
    written();
    return found.entrySet().stream().map(it -> flaw(it.getKey(), it.getValue())).toList();
  }

  private void look(String name, boolean payment, Target it) {
    look(name, Part.ACCOUNT, payment, it.account());
    look(name, Part.TAX, payment, it.tax());
    look(name, Part.ITEM, payment, it.item());
    it.tracking().forEach(option -> look(name, Part.TRACKING, payment, option));
  }

  private void look(String name, Part part, boolean payment, @Nullable String id) {
    if (id != null && !offered.usable(part, id, payment)) {
      note(new What(part, payment, id), name);
    }
  }

  /** What the service itself says counts where nothing else is mapped for it. */
  private void own(ServiceView it) {
    Target mapped = targets.getOrDefault(Subject.of(it.id()), Target.NOTHING);
    Target rest = targets.getOrDefault(Subject.REST, Target.NOTHING);
    String code = it.accountCode();
    if (mapped.account() == null && !code.isBlank()) {
      offered
          .accountOfCode(code)
          .ifPresentOrElse(
              account -> look(it.name(), Part.ACCOUNT, false, account.id()),
              () -> lacking(rest.account(), new What(Part.ACCOUNT, false, code), it.name()));
    }
    if (mapped.tax() == null && !it.taxType().isBlank()) {
      offered
          .tax(it.taxType())
          .ifPresentOrElse(
              tax -> look(it.name(), Part.TAX, false, tax.taxType()),
              () -> lacking(rest.tax(), new What(Part.TAX, false, it.taxType()), it.name()));
    }
  }

  /** What the organisation never had goes where the rest goes. */
  private void lacking(@Nullable String rest, What what, String name) {
    if (rest == null) {
      note(what, name);
    }
  }

  /** Drafts keep what they were written with. */
  private void written() {
    Map<What, Integer> counts = new LinkedHashMap<>();
    for (DraftLines.Named it : drafts) {
      Part part = Part.valueOf(it.part().name());
      String id = id(part, it.value());
      if (id == null || !offered.usable(part, id, false)) {
        counts.merge(
            new What(part, false, id == null ? it.value() : id), it.drafts(), Integer::sum);
      }
    }
    counts.forEach((what, count) -> note(what, count == 1 ? "a draft" : count + " drafts"));
  }

  /** The ledger's id of what a line names in its own words; null if it never had it. */
  private @Nullable String id(Part part, String value) {
    return switch (part) {
      case ACCOUNT -> offered.accountOfCode(value).map(LedgerAccount::id).orElse(null);
      case ITEM ->
          offered.items().stream()
              .filter(it -> it.code().equals(value))
              .min(Comparator.comparing(it -> !it.active()))
              .map(LedgerItem::id)
              .orElse(null);
      case TAX, TRACKING -> value;
    };
  }

  private void note(What what, String name) {
    found.computeIfAbsent(what, _ -> new ArrayList<>()).add(name);
  }

  private Flaw flaw(What it, List<String> usedBy) {
    boolean known =
        switch (it.part()) {
          case ACCOUNT -> offered.account(it.from()).isPresent();
          case TAX -> offered.tax(it.from()).isPresent();
          case ITEM -> offered.item(it.from()).isPresent();
          case TRACKING -> offered.option(it.from()).isPresent();
        };
    return new Flaw(
        it.part(),
        it.payment(),
        it.from(),
        offered.name(it.part(), it.from()),
        known,
        usedBy.stream().distinct().toList());
  }
}
