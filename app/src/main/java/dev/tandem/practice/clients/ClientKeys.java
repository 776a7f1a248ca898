package dev.tandem.practice.clients;

import java.util.Locale;

/**
 * What a client is found by: name, e-mail address and telephone, folded so that the same ones,
 * however typed, are equal. Empty where nothing is known.
 *
 * @param name without accents, case, apostrophes and doubled spaces
 * @param phone the international form; the digits as typed of what cannot be dialled
 * @param mobile likewise
 */
public record ClientKeys(String name, String email, String phone, String mobile) {

  /**
   * @param country two letters; the country in which a number without a country code is dialled
   */
  public static ClientKeys of(String name, String email, String phone, String country) {
    return new ClientKeys(
        Folding.name(name),
        Folding.email(email),
        Phone.read(phone, country.toUpperCase(Locale.ROOT)).key(),
        "");
  }

  static ClientKeys of(ClientDetails details, Phone phone, Phone mobile) {
    return new ClientKeys(
        ClientRow.nameKey(details), Folding.email(details.email()), phone.key(), mobile.key());
  }
}
