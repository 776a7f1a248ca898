package dev.tandem.books.web;

import dev.tandem.staff.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What helps against a refusal, found by a fragment of Xero's words: their exact wording varies, so
 * the words themselves are always shown, too.
 */
public record Remedy(String fragment, String advice, Step step) {

  /** The button that leads to the remedy; what it does is shown there before it is done. */
  public enum Step {
    /** Another account or tax for the lines of this invoice. */
    ACCOUNTS("Choose another account"),
    /** A person says which contact a client is. */
    WHO("Say who it is"),
    /** The record itself is corrected here. */
    CORRECT("Correct it"),
    /** Something about whom it belongs to is put right here. */
    CLIENT("Go to the client"),
    /** The client is brought back here and over there. */
    UNARCHIVE("Un-archive in Xero"),
    /** The invoice's number is another's over there. */
    NUMBER("Give it the next number"),
    /** Nothing here helps but to look at it. */
    LOOK("Look at it");

    private final String label;

    Step(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private static final List<Remedy> KNOWN =
      List.of(
          new Remedy(
              "is not a valid code for this document",
              "Give the service another account under Mapping, then try again.",
              Step.ACCOUNTS),
          new Remedy(
              "account code",
              "Give the service another account under Mapping, then try again.",
              Step.ACCOUNTS),
          new Remedy(
              "taxtype code",
              "The tax does not fit the account: change either under Mapping, then try again.",
              Step.ACCOUNTS),
          new Remedy(
              "taxtype field is mandatory",
              "Give the service a tax under Mapping, then try again.",
              Step.ACCOUNTS),
          new Remedy(
              "already assigned to another contact",
              "Xero has a contact of this name already. Rename or archive one of the two, then try again.",
              Step.CORRECT),
          new Remedy(
              "say whether it is the same",
              "Say who it is: link it with that contact, or have a new one created.",
              Step.WHO),
          new Remedy(
              "xero has no such contact any more", "Say who it is: choose another one.", Step.WHO),
          new Remedy(
              "linked with another record of ours already",
              "Say who it is, or undo the other record's link first.",
              Step.WHO),
          new Remedy(
              "linked with another contact already",
              "Look at whom it is linked with; a wrong link is undone from there.",
              Step.WHO),
          new Remedy("left out for now", "Say who it is when it shall go.", Step.WHO),
          new Remedy(
              "email address must be valid",
              "Correct the e-mail address, then it goes by itself.",
              Step.CORRECT),
          new Remedy(
              "lock date",
              "The period is closed in Xero. The bookkeeper reopens it or decides on another date.",
              Step.CORRECT),
          new Remedy(
              "not subscribed to currency",
              "Add the currency in Xero, or bill in the organisation's own.",
              Step.CORRECT),
          new Remedy(
              "not of valid status",
              "It was paid, voided or deleted in Xero meanwhile. Look at it there first.",
              Step.LOOK),
          new Remedy(
              "payment or credit note allocated",
              "It is paid or credited in Xero and cannot be changed there any more.",
              Step.LOOK),
          new Remedy(
              "exceeds the amount outstanding",
              "Xero shows less outstanding: it may have been paid there already.",
              Step.LOOK),
          new Remedy(
              "must be unique",
              "The number is used in Xero already: give it the next number.",
              Step.NUMBER),
          new Remedy(
              "already used in xero",
              "Give it the next number: then it goes by itself.",
              Step.NUMBER),
          new Remedy(
              "limit of invoices you can approve",
              "The organisation's Xero plan allows no more invoices this month.",
              Step.LOOK),
          new Remedy(
              "client is archived here",
              "Restore the client, then this goes by itself.",
              Step.CLIENT),
          new Remedy(
              "must be un-archived",
              "The client is archived in Xero. One click brings it back, and this goes by itself.",
              Step.UNARCHIVE),
          new Remedy(
              "archived", "It is archived in Xero. Restore it there, then try again.", Step.LOOK));

  /** Where the button leads for this record. */
  public String path(String kind, java.util.UUID id, Named named) {
    return switch (step) {
      case ACCOUNTS -> kind.equals("invoice") ? "/invoices/" + id + "/change" : "/ledger/mapping";
      case CORRECT ->
          kind.equals("client")
              ? "/clients/" + id + "/edit"
              : kind.equals("invoice") ? "/invoices/" + id + "/change" : named.path();
      case CLIENT -> named.owner();
      case UNARCHIVE -> "/ledger/story/" + kind + "/" + id;
      case NUMBER -> kind.equals("invoice") ? "/invoices/" + id + "/number" : named.path();
      case WHO -> "/ledger/plan/clients/" + id;
      case LOOK -> named.path();
    };
  }

  /** What a person must be allowed to, to do it for a record of this kind. */
  Set<Permission> needs(String kind) {
    return switch (step) {
      case ACCOUNTS ->
          Set.of(kind.equals("invoice") ? Permission.INVOICES_EDIT : Permission.SETUP_EDIT);
      case CORRECT ->
          kind.equals("client")
              ? Set.of(Permission.CLIENTS_EDIT)
              : kind.equals("invoice") ? Set.of(Permission.INVOICES_EDIT) : Set.of();
      case CLIENT -> Set.of(Permission.CLIENTS_EDIT);
      case UNARCHIVE -> Set.of(Permission.LEDGER_OPERATE, Permission.CLIENTS_EDIT);
      case NUMBER -> kind.equals("invoice") ? Set.of(Permission.INVOICES_EDIT) : Set.of();
      case WHO -> Set.of(Permission.LEDGER_OPERATE);
      case LOOK -> Set.of();
    };
  }

  /** What helps against these words; null if nobody has met them yet. */
  static @Nullable Remedy against(@Nullable String words) {
    if (words == null) {
      return null;
    }
    String lower = words.toLowerCase(Locale.ROOT);
    return KNOWN.stream().filter(it -> lower.contains(it.fragment)).findFirst().orElse(null);
  }
}
