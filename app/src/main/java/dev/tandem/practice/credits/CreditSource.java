package dev.tandem.practice.credits;

import java.util.UUID;

/** What a client has to their credit: a part of it settles an invoice or is given back. */
public sealed interface CreditSource permits CreditNoteId, AdvanceId {

  UUID value();
}
