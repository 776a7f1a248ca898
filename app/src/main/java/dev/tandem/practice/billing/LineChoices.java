package dev.tandem.practice.billing;

import dev.tandem.practice.setup.LocationId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the books that an invoice goes to offer its lines: what is in use there, by name. */
public interface LineChoices {

  /** Where no books are known. */
  LineChoices NONE = _ -> Optional.empty();

  /**
   * @param location where it is earned; null if nowhere in particular
   * @return empty as long as nothing was read of the books
   */
  Optional<Offer> at(@Nullable LocationId location);

  /**
   * @param books names the books that these are of; the same codes mean other things in others
   * @param name of who keeps them, for people
   * @param categories of tracking; a line has one option of each
   */
  record Offer(
      String books,
      String name,
      List<Account> accounts,
      List<Tax> taxes,
      List<Item> items,
      List<Category> categories) {

    public Optional<Tax> tax(String type) {
      return taxes.stream().filter(it -> it.type().equals(type)).findFirst();
    }

    /** As people know the account; its code where it is not in use there any more. */
    public String accountLabel(String code) {
      return accounts.stream()
          .filter(it -> it.code().equals(code))
          .map(Account::label)
          .findFirst()
          .orElse(code);
    }

    /** As people know the tax; its type where it is not in use there any more. */
    public String taxName(String type) {
      return tax(type).map(Tax::name).orElse(type);
    }
  }

  /**
   * @param label for people, with the code
   */
  record Account(String code, String label) {}

  /**
   * @param percent 10 means ten percent
   */
  record Tax(String type, String name, BigDecimal percent) {}

  record Item(String code, String name) {}

  record Category(String id, String name, List<Tracking> options) {}
}
