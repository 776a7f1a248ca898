package dev.tandem.books.connection;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of the work with an organisation, and the consent it needs: one scope of Xero's granular
 * ones, or the broad one that apps made before 2 March 2026 have in its place. Broad scopes end on
 * 13 September 2027.
 */
public enum Feature {
  CLIENTS(
      "client",
      "Clients as contacts",
      "Clients go to Xero as contacts; changes come back.",
      "accounting.contacts",
      "accounting.contacts"),
  INVOICES(
      "invoice",
      "Invoices",
      "Approved invoices go to Xero with their lines; what is changed or voided there comes back.",
      "accounting.invoices",
      "accounting.transactions"),
  PAYMENTS(
      "payment",
      "Payments",
      "Payments taken here settle the invoice in Xero; those entered in Xero settle it here.",
      "accounting.payments",
      "accounting.transactions"),
  ADVANCES(
      "advance",
      "Deposits and overpayments",
      "Deposits taken here, and what was paid too much, go to Xero as the client's credit.",
      "accounting.banktransactions",
      "accounting.transactions"),
  REFERENCE(
      "reference",
      "Accounts, tax rates and tracking",
      "What services can be mapped to is read from Xero. Nothing of it is changed there.",
      "accounting.settings.read",
      "accounting.settings.read"),
  BALANCES(
      "balances",
      "Balances of bank accounts",
      "Once a day Tandem asks what clearing accounts came to. Nothing is changed in Xero.",
      "accounting.reports.banksummary.read",
      "accounting.reports.read"),
  BANK(
      "bank",
      "Bank movements",
      "What moved through bank accounts is read when somebody asks for it, and kept nowhere.",
      "accounting.banktransactions.read",
      "accounting.transactions.read");

  private static final String READ = ".read";

  private final String kind;
  private final String title;
  private final String text;
  private final String granular;
  private final String broad;

  Feature(String kind, String title, String text, String granular, String broad) {
    this.kind = kind;
    this.title = title;
    this.text = text;
    this.granular = granular;
    this.broad = broad;
  }

  /**
   * The feature that a kind of record belongs to, by the kind's word: client, invoice, credit-note.
   */
  public static Optional<Feature> ofKind(String kind) {
    String feature =
        switch (kind) {
          // Xero: credit notes and what they settle are allowed with invoices, refunds with
          // payments.
          case "credit-note", "allocation" -> INVOICES.kind;
          case "refund", "receipt" -> PAYMENTS.kind;
          default -> kind;
        };
    return Arrays.stream(values()).filter(it -> it.kind.equals(feature)).findFirst();
  }

  /** The word in addresses. */
  public static Optional<Feature> named(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String kind() {
    return kind;
  }

  public String title() {
    return title;
  }

  public String text() {
    return text;
  }

  /** Whether a practice can do without it: everything else stands on clients and accounts. */
  public boolean optional() {
    return this == INVOICES || this == PAYMENTS || this == ADVANCES || offAtFirst();
  }

  /**
   * Whether consents were given before this was there: nobody is urged to give another one who may
   * never need it. What waits for it says so itself.
   */
  boolean cameLater() {
    return this == ADVANCES;
  }

  /** Nobody is asked to consent to it before somebody wants it. */
  boolean offAtFirst() {
    return this == BALANCES || this == BANK;
  }

  /** The scope to ask for. */
  public String scope(boolean broadly) {
    return broadly ? broad : granular;
  }

  /** Whether these scopes allow all of it: write covers read, and a grant may mix both families. */
  boolean coveredBy(Collection<String> granted) {
    return holds(granted, granular) || holds(granted, broad);
  }

  /** Whether this one of the granted scopes is what allows it, at no more than it needs. */
  boolean uses(String scope, Collection<String> granted) {
    return scope.equals(granular) || (scope.equals(broad) && !granted.contains(granular));
  }

  private static boolean holds(Collection<String> granted, String scope) {
    return granted.contains(scope)
        || (scope.endsWith(READ)
            && granted.contains(scope.substring(0, scope.length() - READ.length())));
  }
}
