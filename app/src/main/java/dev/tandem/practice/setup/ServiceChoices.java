package dev.tandem.practice.setup;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the practice's books offer the services that are sold: what is in use there, by name. */
public interface ServiceChoices {

  /** Where no books are known: account and tax are typed. */
  ServiceChoices NONE = Optional::empty;

  /** Empty as long as nothing was read of the books. */
  Optional<Offer> now();

  /**
   * @param name of who keeps them, for people
   * @param one whether there are no others, in which the same codes mean something else
   * @param usualRate percent of the tax of services that say none; null if nobody has said one
   */
  record Offer(
      String name,
      boolean one,
      List<Account> accounts,
      List<Tax> taxes,
      @Nullable BigDecimal usualRate) {

    public boolean hasAccount(String code) {
      return accounts.stream().anyMatch(it -> it.code().equals(code));
    }

    public Optional<Tax> tax(String type) {
      return taxes.stream().filter(it -> it.type().equals(type)).findFirst();
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
}
