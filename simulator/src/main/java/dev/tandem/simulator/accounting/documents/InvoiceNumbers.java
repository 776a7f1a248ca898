package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Sales invoice numbers: unique, and made up when none is given. */
public final class InvoiceNumbers {
  private final Ledger ledger;
  private final Switches switches;

  InvoiceNumbers(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
  }

  /** The sales invoice that carries the number. */
  Optional<ObjectNode> holder(String number) {
    return ledger
        .find(Kind.INVOICE, "number", Indexes.key(number))
        .filter(invoice -> invoice.path("Type").asString().equals("ACCREC"))
        .filter(
            invoice ->
                !switches.is(Switch.DELETED_NUMBERS_ARE_FREE)
                    || !invoice.path("Status").asString().equals("DELETED"))
        .findFirst();
  }

  void copy(ObjectNode sent, ObjectNode next, Problems problems) {
    boolean sales = next.path("Type").asString("").equals("ACCREC");
    Fields.copyText(sent, next, "InvoiceNumber", 255, problems);
    String number = next.path("InvoiceNumber").asString("");
    if (!sales) {
      return;
    }
    if (number.isEmpty()) {
      next.put("InvoiceNumber", nextNumber());
      return;
    }
    problems.errorIf(
        !number.chars().allMatch(character -> character >= 32 && character < 127),
        "Invoice # may contain printable ASCII characters only");
    String id = next.path("InvoiceID").asString();
    problems.errorIf(
        holder(number).filter(other -> !other.path("InvoiceID").asString().equals(id)).isPresent(),
        "Invoice # must be unique.");
  }

  private String nextNumber() {
    int number = ledger.organisation().path("_nextInvoice").asInt(1);
    while (holder(text(number)).isPresent()) {
      number++;
    }
    ObjectNode organisation = ledger.organisation().deepCopy().put("_nextInvoice", number + 1);
    ledger.putQuietly(Kind.ORGANISATION, organisation);
    return text(number);
  }

  private static String text(int number) {
    return "INV-" + "%04d".formatted(number);
  }
}
