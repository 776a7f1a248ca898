package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.refusals.Catalogue;
import dev.tandem.books.refusals.Refusal;
import dev.tandem.books.refusals.Step;
import dev.tandem.staff.Permission;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What helps against a refusal, on our pages: where it is, and who may do it. */
public record Remedy(Refusal refusal) {

  /** What helps against these words; null if nobody has met them yet. */
  static @Nullable Remedy against(@Nullable String words, String kind) {
    return words == null
        ? null
        : Catalogue.find(words, Kind.of(kind)).map(Remedy::new).orElse(null);
  }

  /** Instead of that it is made again, of what nobody here made. */
  static Remedy ofTheirs() {
    return new Remedy(Catalogue.theirsIsGone());
  }

  Step step() {
    return refusal.step();
  }

  /** Where the button leads for this record. */
  String path(String kind, UUID id, Named named) {
    boolean invoice = kind.equals("invoice");
    return switch (step()) {
      case ACCOUNT, TAX, PART, COMPARE, MONEY, CREDIT, AGAIN, SAME, IN_XERO -> mending(kind, id);
      case DATE -> "/ledger/periods?record=" + kind + ":" + id;
      case FIELD -> kind.equals("client") ? mending(kind, id) : named.owner();
      case MAPPING -> "/ledger/mapping";
      case LINES -> invoice ? "/invoices/" + id + "/change" : named.path();
      case CLIENT -> named.owner();
      case UNARCHIVE, GONE, GONE_TOO -> "/ledger/story/" + kind + "/" + id;
      case NUMBER ->
          invoice
              ? "/invoices/" + id + "/number"
              : kind.equals("credit-note") ? "/credit-notes/" + id + "/number" : named.path();
      case WHO -> kind.equals("client") ? "/ledger/plan/clients/" + id : named.owner();
      case LOOK, TAKINGS -> named.path();
    };
  }

  private static String mending(String kind, UUID id) {
    return "/ledger/refusals/" + kind + "/" + id;
  }

  /** What a person must be allowed to, to do it for a record of this kind. */
  Set<Permission> needs(String kind) {
    boolean document = kind.equals("invoice") || kind.equals("credit-note");
    return switch (step()) {
      case NUMBER -> Set.of(Permission.INVOICES_EDIT);
      case ACCOUNT, TAX, PART -> document ? Set.of(Permission.INVOICES_EDIT) : Set.of();
      case LINES -> kind.equals("invoice") ? Set.of(Permission.INVOICES_EDIT) : Set.of();
      case FIELD, CLIENT -> Set.of(Permission.CLIENTS_EDIT);
      case MAPPING -> Set.of(Permission.SETUP_EDIT);
      case UNARCHIVE -> Set.of(Permission.LEDGER_OPERATE, Permission.CLIENTS_EDIT);
      case WHO -> kind.equals("client") ? Set.of(Permission.LEDGER_OPERATE) : Set.of();
      case CREDIT -> Set.of(Permission.INVOICES_EDIT, Permission.PAYMENTS_TAKE);
      case GONE, GONE_TOO -> Set.of(Permission.LEDGER_OPERATE);
      case TAKINGS -> Set.of(Permission.PAYMENTS_TAKE);
      case DATE, COMPARE, MONEY, SAME, AGAIN, IN_XERO, LOOK -> Set.of();
    };
  }
}
