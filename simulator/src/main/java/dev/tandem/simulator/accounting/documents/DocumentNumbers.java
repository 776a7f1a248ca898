package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Numbers of invoices and credit notes. Xero: those for sales are unique and made up when none is
 * given; a supplier's need not be.
 */
final class DocumentNumbers {
  private static final int LONGEST = 255;

  private final Ledger ledger;
  private final Switches switches;

  DocumentNumbers(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
  }

  /** The sales document of the kind that carries the number. */
  Optional<ObjectNode> holder(Kind kind, String number) {
    return ledger
        .find(kind, "number", Indexes.key(number))
        .filter(each -> DocumentType.of(each).sales())
        .filter(each -> !switches.is(Switch.DELETED_NUMBERS_ARE_FREE) || !DocumentEnd.deleted(each))
        .findFirst();
  }

  /** What a path means: an id, else a number; one that was sold and lives goes before others. */
  static Optional<ObjectNode> inPath(Ledger ledger, Kind kind, String variable) {
    String key = Indexes.key(variable);
    Comparator<ObjectNode> lesser =
        Comparator.<ObjectNode, Boolean>comparing(DocumentEnd::deleted)
            .thenComparing(each -> !DocumentType.of(each).sales());
    return ledger.get(kind, key).or(() -> ledger.find(kind, "number", key).min(lesser));
  }

  void copy(Revision revision) {
    ObjectNode next = revision.next();
    DocumentType type = revision.type();
    Problems problems = revision.problems();
    // An empty text names no number: it leaves the one that a sales document has.
    if (!type.sales() || Fields.said(revision.sent(), type.numberField()).isPresent()) {
      Fields.copyText(revision.sent(), next, type.numberField(), LONGEST, problems);
    }
    String number = next.path(type.numberField()).asString("");
    if (!type.sales()) {
      return;
    }
    if (number.isEmpty()) {
      next.put(type.numberField(), nextNumber(type));
      return;
    }
    problems.errorIf(
        !number.chars().allMatch(character -> character >= 32 && character < 127),
        type.noun() + " # may contain printable ASCII characters only");
    String idField = type.kind().idField();
    problems.errorIf(
        holder(type.kind(), number)
            .filter(other -> !other.path(idField).asString().equals(revision.id()))
            .isPresent(),
        type.noun() + " # must be unique.");
  }

  private String nextNumber(DocumentType type) {
    String counter = type.kind() == Kind.INVOICE ? "_nextInvoice" : "_nextCreditNote";
    int number = ledger.organisation().path(counter).asInt(1);
    while (holder(type.kind(), text(type, number)).isPresent()) {
      number++;
    }
    ObjectNode organisation = ledger.organisation().deepCopy().put(counter, number + 1);
    ledger.putQuietly(Kind.ORGANISATION, organisation);
    return text(type, number);
  }

  private static String text(DocumentType type, int number) {
    return (type.kind() == Kind.INVOICE ? "INV-" : "CN-") + "%04d".formatted(number);
  }
}
