package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.LineChoices;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.shared.InvalidInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in the books somebody wants a line; what is left empty stays as it is mapped or, of a line
 * that is there, as it was invoiced.
 */
class LinePlace {

  /** In a field: none of this. */
  private static final String NONE = "-";

  private @Nullable PractitionerId practitioner;
  private String account = "";
  private String tax = "";
  private String item = "";
  private Map<String, String> tracking = new LinkedHashMap<>();

  /** Whose work it was; null for whoever the invoice is about. */
  public @Nullable PractitionerId getPractitioner() {
    return practitioner;
  }

  public void setPractitioner(@Nullable PractitionerId practitioner) {
    this.practitioner = practitioner;
  }

  /** The ledger's code. */
  public String getAccount() {
    return account;
  }

  public void setAccount(String account) {
    this.account = account.strip();
  }

  public String getTax() {
    return tax;
  }

  public void setTax(String tax) {
    this.tax = tax.strip();
  }

  /** The ledger's code, or a dash for none. */
  public String getItem() {
    return item;
  }

  public void setItem(String item) {
    this.item = item.strip();
  }

  /** By the ledger's id of the category: the id of an option, or a dash for none. */
  public Map<String, String> getTracking() {
    return tracking;
  }

  public void setTracking(Map<String, String> tracking) {
    this.tracking = tracking;
  }

  public boolean saysNothing() {
    return account.isEmpty()
        && tax.isEmpty()
        && item.isEmpty()
        && tracking.values().stream().allMatch(String::isBlank);
  }

  /** Whose work it was stays: that is no choice of the books. */
  void forget() {
    account = "";
    tax = "";
    item = "";
    tracking = new LinkedHashMap<>();
  }

  /** The fields in which something is said, as they are named in errors. */
  private List<String> said() {
    return Stream.of(
            account.isEmpty() ? "" : "account",
            tax.isEmpty() ? "" : "tax",
            item.isEmpty() ? "" : "item",
            tracking.values().stream().allMatch(String::isBlank) ? "" : "tracking")
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /**
   * @param offered the books from whose lists it was chosen; empty if nobody says
   * @throws InvalidInput if it was chosen from the lists of others than these: the same code would
   *     be another account there
   */
  void requireOf(String offered, LineChoices.@Nullable Offer offer) {
    if (saysNothing() || offered.isEmpty() || (offer != null && offered.equals(offer.books()))) {
      return;
    }
    String why =
        offer == null
            ? "This was chosen from another organisation’s list, and nothing is known yet of the one that this location goes to"
            : "This was chosen from another organisation’s list. At this location it goes to %s: choose from its list"
                .formatted(offer.name());
    throw new InvalidInput(Map.of(said().getFirst(), why));
  }

  /**
   * @param otherwise what holds where nothing is said
   * @param offer of the books that the invoice goes to; null if nothing is known of them
   * @throws InvalidInput if something is said that they do not have in use
   */
  Posting over(Posting otherwise, LineChoices.@Nullable Offer offer) {
    if (saysNothing()) {
      return otherwise;
    }
    if (offer == null) {
      throw new InvalidInput("account", "Nothing is known of accounts and taxes yet");
    }
    var errors = new HashMap<String, String>();
    if (!account.isEmpty()
        && offer.accounts().stream().noneMatch(it -> it.code().equals(account))) {
      errors.put("account", "Choose one of the accounts in use");
    }
    LineChoices.Tax charged = offer.tax(tax).orElse(null);
    if (!tax.isEmpty() && charged == null) {
      errors.put("tax", "Choose one of the taxes in use");
    }
    boolean itemSaid = !item.isEmpty() && !item.equals(NONE);
    if (itemSaid && offer.items().stream().noneMatch(it -> it.code().equals(item))) {
      errors.put("item", "Choose one of the items in use");
    }
    List<Tracking> options = tracked(otherwise.tracking(), offer, errors);
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return new Posting(
        account.isEmpty() ? otherwise.accountCode() : account,
        charged == null ? otherwise.taxType() : charged.type(),
        charged == null ? otherwise.taxRate() : charged.percent(),
        item.isEmpty() ? otherwise.itemCode() : itemSaid ? item : "",
        options);
  }

  private List<Tracking> tracked(
      List<Tracking> otherwise, LineChoices.Offer offer, Map<String, String> errors) {
    var options = new ArrayList<>(otherwise);
    tracking.forEach(
        (category, wanted) -> {
          if (wanted.isBlank()) {
            return;
          }
          Tracking chosen = option(offer, category, wanted);
          if (chosen == null && !wanted.equals(NONE)) {
            errors.put("tracking", "Choose one of the options in use");
          }
          String name = name(offer, category);
          options.removeIf(
              it ->
                  it.categoryId().isEmpty()
                      ? it.category().equalsIgnoreCase(name)
                      : it.categoryId().equals(category));
          Stream.ofNullable(chosen).forEach(options::add);
        });
    return options;
  }

  private static @Nullable Tracking option(
      LineChoices.Offer offer, String category, String wanted) {
    return offer.categories().stream()
        .filter(it -> it.id().equals(category))
        .flatMap(it -> it.options().stream())
        .filter(it -> it.optionId().equals(wanted))
        .findFirst()
        .orElse(null);
  }

  private static String name(LineChoices.Offer offer, String category) {
    return offer.categories().stream()
        .filter(it -> it.id().equals(category))
        .map(LineChoices.Category::name)
        .findFirst()
        .orElse("");
  }
}
