package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Draft;
import java.util.Map;
import java.util.UUID;

/** What has to go to the ledger for one record, as things stand now. */
public sealed interface Proposal {

  UUID record();

  /** Both sides agree, or the record does not belong there: nothing to send. */
  record Nothing(UUID record) implements Proposal {}

  /**
   * Somebody is just changing it, and what will have to be said is not known before they are done.
   */
  record Busy(UUID record) implements Proposal {}

  /** It cannot go as it stands; the reason is for a person. */
  record Hold(UUID record, String reason) implements Proposal {}

  /**
   * @param ours our values now, in our form: what will be agreed if the ledger stores the draft
   */
  record Send(UUID record, Draft draft, Map<String, String> ours) implements Proposal {}
}
