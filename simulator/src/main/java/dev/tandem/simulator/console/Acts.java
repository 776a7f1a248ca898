package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The forms by which a person does to a record what Xero's user could do to it now. */
final class Acts {
  private static final Set<String> OPEN = Set.of("DRAFT", "SUBMITTED");

  private static final Set<Kind> NOTED =
      Set.of(
          Kind.CONTACT,
          Kind.INVOICE,
          Kind.CREDIT_NOTE,
          Kind.PAYMENT,
          Kind.OVERPAYMENT,
          Kind.PREPAYMENT,
          Kind.BANK_TRANSACTION,
          Kind.ITEM);

  private Acts() {}

  /** What is wanted most, on the list already. */
  static Markup inRow(Kind kind, String address, ObjectNode record, String back) {
    String status = status(record);
    if (kind == Kind.INVOICE && status.equals("AUTHORISED")) {
      return pressed(address + "/pay", back, "plain", "Pay in full");
    }
    if (kind == Kind.INVOICE && OPEN.contains(status)) {
      return pressed(address + "/approve", back, "plain", "Approve");
    }
    return Markup.NOTHING;
  }

  private static Markup pressed(String action, String back, String look, String word) {
    return Markup.of(
        """
        <form method="post" action="{}" class="inline"><input type="hidden" name="back" value="{}">
          <button class="{}">{}</button></form>
        """,
        action,
        back,
        look,
        word);
  }

  private static String status(ObjectNode record) {
    return record.path("Status").asString("");
  }

  /** Everything that can be done to it. */
  static Markup onPage(Ledger ledger, Kind kind, String address, ObjectNode record) {
    List<Markup> acts = new ArrayList<>();
    switch (kind) {
      case INVOICE -> invoice(ledger, address, record, acts);
      case CREDIT_NOTE -> creditNote(ledger, address, record, acts);
      case OVERPAYMENT, PREPAYMENT -> spare(ledger, address, record, acts);
      case PAYMENT, BANK_TRANSACTION -> removable(kind, address, record, acts);
      case CONTACT -> contact(address, record, acts);
      default -> {}
    }
    if (NOTED.contains(kind)) {
      acts.add(note(address));
    }
    acts.add(change(address));
    return Markup.of(
        "<aside class=\"acts\" aria-label=\"As Xero's user\"><h2>As Xero’s user</h2>{}</aside>",
        Markup.join(acts.stream()));
  }

  private static void invoice(Ledger ledger, String address, ObjectNode record, List<Markup> acts) {
    String status = status(record);
    if (status.equals("AUTHORISED")) {
      acts.add(money(ledger, address + "/pay", "Pay", record, "AmountDue"));
      acts.add(credit(address, record));
    }
    if (OPEN.contains(status)) {
      acts.add(Frame.press(address + "/approve", "", "Approve"));
    }
    if (!Set.of("VOIDED", "DELETED").contains(status)) {
      acts.add(Markup.of("<a class=\"button plain\" href=\"{}/edit\">Edit</a>", address));
    }
    if (status.equals("AUTHORISED") || OPEN.contains(status)) {
      acts.add(Frame.press(address + "/void", "danger", OPEN.contains(status) ? "Delete" : "Void"));
    }
  }

  private static Markup credit(String address, ObjectNode record) {
    return Markup.of(
        """
        <form method="post" action="{}/credit" class="fields">
          <h3>Credit</h3>
          <label>Amount, tax included <input name="amount" inputmode="decimal" value="{}" required></label>
          <button class="plain">Add a credit note and allocate it</button>
        </form>
        """,
        address,
        record.path("AmountDue").asString(""));
  }

  /** A form that moves money: how much, when, by which account. */
  private static Markup money(
      Ledger ledger, String action, String word, ObjectNode record, String amountField) {
    return Markup.of(
        """
        <form method="post" action="{}" class="fields">
          <h3>{}</h3>
          <label>Amount <input name="amount" inputmode="decimal" value="{}" required></label>
          <label>Date <input type="date" name="date" value="{}" required></label>
          <label>Account <select name="account">{}</select></label>
          <label>Reference <input name="reference"></label>
          <button>{}</button>
        </form>
        """,
        action,
        word,
        record.path(amountField).asString(""),
        ledger.today(),
        Choices.moneyAccounts(ledger),
        word);
  }

  private static void creditNote(
      Ledger ledger, String address, ObjectNode record, List<Markup> acts) {
    String status = status(record);
    if (OPEN.contains(status)) {
      acts.add(Frame.press(address + "/approve", "", "Approve"));
      acts.add(Frame.press(address + "/void", "danger", "Delete"));
    }
    if (status.equals("AUTHORISED")) {
      acts.add(allocate(ledger, address, record));
      acts.add(money(ledger, address + "/refund", "Refund", record, "RemainingCredit"));
      acts.add(Frame.press(address + "/void", "danger", "Void"));
    }
  }

  private static void spare(Ledger ledger, String address, ObjectNode record, List<Markup> acts) {
    if (status(record).equals("AUTHORISED")) {
      acts.add(allocate(ledger, address, record));
      acts.add(money(ledger, address + "/refund", "Refund", record, "RemainingCredit"));
      acts.add(Frame.press(address + "/void", "danger", "Void"));
    }
  }

  private static Markup allocate(Ledger ledger, String address, ObjectNode record) {
    return Markup.of(
        """
        <form method="post" action="{}/allocate" class="fields">
          <h3>Allocate</h3>
          <label>Invoice <input name="invoice" list="open-invoices" required></label>
          <label>Amount <input name="amount" inputmode="decimal" value="{}" required></label>
          {}
          <button>Allocate</button>
        </form>
        """,
        address,
        record.path("RemainingCredit").asString(""),
        Choices.openInvoices(ledger, record));
  }

  private static void removable(Kind kind, String address, ObjectNode record, List<Markup> acts) {
    if (!status(record).equals("DELETED")) {
      acts.add(
          Frame.press(
              address + "/remove",
              "danger",
              kind == Kind.PAYMENT ? "Remove the payment" : "Delete"));
    }
  }

  private static void contact(String address, ObjectNode record, List<Markup> acts) {
    boolean archived = record.path("ContactStatus").asString("").equals("ARCHIVED");
    acts.add(ContactForm.of(address, record));
    acts.add(
        archived
            ? Frame.press(address + "/restore", "plain", "Restore contact")
            : Frame.press(address + "/archive", "plain", "Archive contact"));
    if (!archived) {
      acts.add(
          Markup.of(
              """
              <form method="post" action="{}/merge" class="fields">
                <h3>Merge</h3>
                <p class="quiet">Its documents move to the other contact; this one is archived.</p>
                <label>Into <input name="into" placeholder="Name, number or id" required></label>
                <button class="danger">Merge away</button>
              </form>
              """,
              address));
    }
  }

  private static Markup note(String address) {
    return Markup.of(
        """
        <details class="raw"><summary>Add a note to its history</summary>
          <form method="post" action="{}/note" class="fields">
            <label>Note <textarea name="note" rows="3" maxlength="2500" required></textarea></label>
            <button class="plain">Add note</button>
          </form>
        </details>
        """,
        address);
  }

  /** Whatever else the API takes. */
  private static Markup change(String address) {
    return Markup.of(
        """
        <details class="raw"><summary>Another change, as JSON</summary>
          <form method="post" action="{}/change" class="fields">
            <label>Fields in Xero’s shape
              <textarea name="json" rows="5" spellcheck="false" required>{&#10;  &#10;}</textarea></label>
            <button class="plain">Save</button>
          </form>
        </details>
        """
            .replace("{&#10;", "&#123;&#10;")
            .replace("&#10;}", "&#10;&#125;"),
        address);
  }
}
