package dev.tandem.practice.billing;

import dev.tandem.shared.Refused;

/**
 * What an invoice charged cannot be changed any more, because money came in for it or something of
 * it is credited: the difference is credited or charged instead.
 */
public class ChargeStands extends Refused {

  ChargeStands(String message) {
    super(message);
  }
}
