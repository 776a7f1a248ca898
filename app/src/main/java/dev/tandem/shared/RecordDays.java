package dev.tandem.shared;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** The days under which the ledger would book what a module keeps; each tells of its own kinds. */
public interface RecordDays {

  /**
   * @param last included
   * @param records of any kind
   * @return those of these that are kept here and have a day up to that one
   */
  Map<RecordRef, LocalDate> upTo(LocalDate last, Collection<RecordRef> records);
}
