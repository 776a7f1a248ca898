package dev.tandem.books.mapping;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.mapping.UnsentDocuments.Followed;
import dev.tandem.books.mapping.UnsentDocuments.Instead;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts something else in the place of what an organisation does not have any more. */
@Component
@Transactional
public class Replacing {

  private final Mappings mappings;
  private final Setup setup;
  private final Targets targets;
  private final Drafts drafts;
  private final UnsentDocuments unsent;

  Replacing(
      Mappings mappings, Setup setup, Targets targets, Drafts drafts, UnsentDocuments unsent) {
    this.mappings = mappings;
    this.setup = setup;
    this.targets = targets;
    this.drafts = drafts;
    this.unsent = unsent;
  }

  /**
   * @param places how much of the mapping names the other one now
   * @param documents how many drafts and documents that wait name it now
   * @param stayed why other documents stay as they are, in a sentence each
   */
  public record Replaced(int places, int documents, List<String> stayed) {}

  /**
   * Another one wherever this one is used, in one step: in the mapping, on drafts, and on what has
   * not gone to the organisation yet. What was sent stays as it was sent.
   *
   * @param payment whether where payments go is meant
   * @throws InvalidInput if the organisation has no such thing in use
   */
  public Replaced replace(
      Binding organisation, Part part, boolean payment, String from, String to) {
    UUID tenant = Mappings.tenant(organisation);
    Offered offered = mappings.offered(tenant);
    if (!offered.usable(part, to, payment)) {
      throw new InvalidInput(part.text(), "Choose another " + part.word() + " from the list.");
    }
    int places = mapped(tenant, part, payment, from, to);
    Followed followed = Followed.NOTHING;
    if (!payment) {
      places += own(organisation, part, from, to, offered);
      Instead instead = instead(part, from, to, offered);
      if (instead != null) {
        List<InvoiceId> named = drafts.naming(tenant, part, instead.from());
        followed = unsent.replace(tenant, named, instead);
      }
    }
    if (places + followed.changed() > 0) {
      mappings.tell(
          organisation,
          "put %s in the place of %s in %s"
              .formatted(
                  offered.name(part, to),
                  offered.name(part, from),
                  organisation.organisationName()));
    }
    return new Replaced(places, followed.changed(), followed.stayed());
  }

  private int mapped(UUID tenant, Part part, boolean payment, String from, String to) {
    int changed = 0;
    for (Map.Entry<Subject, Target> it : targets.all(tenant).entrySet()) {
      Target other = it.getValue().replaced(part, from, to);
      boolean meant = (it.getKey().kind() == Subject.Kind.PAYMENT) == payment;
      if (meant && !other.equals(it.getValue())) {
        targets.store(tenant, it.getKey(), other);
        changed++;
      }
    }
    return changed;
  }

  /** In the words of lines; null where no line can name one of them. */
  private static @Nullable Instead instead(Part part, String from, String to, Offered offered) {
    return switch (part) {
      case ACCOUNT -> {
        String was = offered.account(from).map(it -> text(it.code())).orElse(from);
        String now = offered.account(to).map(it -> text(it.code())).orElse("");
        yield was.isEmpty() || now.isEmpty() ? null : new Instead(part, was, now, null, null);
      }
      case TAX ->
          offered
              .tax(to)
              .map(LedgerTaxRate::percent)
              .map(it -> new Instead(part, from, to, it, null))
              .orElse(null);
      case ITEM -> {
        String was = offered.item(from).map(LedgerItem::code).orElse(from);
        String now = offered.item(to).map(LedgerItem::code).orElse("");
        yield now.isEmpty() ? null : new Instead(part, was, now, null, null);
      }
      case TRACKING ->
          offered
              .option(to)
              .map(LedgerPostings::tracking)
              .map(it -> new Instead(part, from, to, null, it))
              .orElse(null);
    };
  }

  private int own(Binding organisation, Part part, String from, String to, Offered offered) {
    if (part != Part.ACCOUNT && part != Part.TAX) {
      return 0;
    }
    String said =
        part == Part.TAX ? from : offered.account(from).map(it -> text(it.code())).orElse(from);
    int changed = 0;
    Map<Subject, Target> mapped = targets.all(Mappings.tenant(organisation));
    for (ServiceView it : setup.services()) {
      Target now = mapped.getOrDefault(Subject.of(it.id()), Target.NOTHING);
      boolean account = part == Part.ACCOUNT;
      boolean its =
          account
              ? now.account() == null && it.accountCode().equals(said)
              : now.tax() == null && it.taxType().equals(said);
      if (its) {
        Target other =
            mappings.organisations().size() < 2
                ? new Target(
                    account ? to : Mappings.idOf(it.accountCode(), offered),
                    now.item(),
                    account ? it.taxType() : to,
                    now.tracking())
                : account ? now.withLine(to, now.tax()) : now.withLine(now.account(), to);
        own(organisation, it, other, offered);
        changed++;
      }
    }
    return changed;
  }

  private void own(Binding organisation, ServiceView it, Target other, Offered offered) {
    if (mappings.organisations().size() > 1) {
      targets.store(Mappings.tenant(organisation), Subject.of(it.id()), other);
      return;
    }
    String code = offered.account(other.account()).map(known -> text(known.code())).orElse("");
    mappings.own(it, code.isEmpty() ? it.accountCode() : code, text(other.tax()), offered);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
