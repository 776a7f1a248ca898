package dev.tandem.practice.credits;

import dev.tandem.shared.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What whoever keeps the ledger in step knows of credit notes, of what credits are used for and of
 * what was given back of them.
 */
public interface BookedCredits {

  /** Where nothing is known of a ledger. */
  BookedCredits NONE = _ -> Map.of();

  /**
   * Why these cannot be taken back there, in whole sentences; those that can are missing. Xero:
   * nothing is voided, taken off or deleted in a period that is closed.
   *
   * @param ids of credit notes, of their and of advances' uses, and of refunds
   */
  Map<UUID, String> staying(Collection<UUID> ids);

  /**
   * As part of the caller's transaction.
   *
   * @throws Refused in the words of the first of them that stays
   */
  default void refuse(List<UUID> ids) {
    Map<UUID, String> staying = staying(ids);
    ids.stream()
        .flatMap(it -> Stream.ofNullable(staying.get(it)))
        .findFirst()
        .ifPresent(
            why -> {
              throw new Refused(why);
            });
  }
}
