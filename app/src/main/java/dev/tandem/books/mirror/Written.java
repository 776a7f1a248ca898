package dev.tandem.books.mirror;

import dev.tandem.books.ledger.LedgerRecord;
import java.util.Map;
import java.util.UUID;

/**
 * A write that surely happened.
 *
 * @param created whether it was made by this write, or found as ours without a link; only that
 *     makes a link. A change of what was linked while it was sent does not bring a link back that
 *     was undone since
 * @param ours our values when it was prepared
 * @param sent the fields that travelled, in the ledger's form
 * @param found how the ledger shows the record now
 * @param later whether it was found later instead of being answered; what differs from what we sent
 *     was then edited over there since
 */
public record Written(
    UUID record,
    boolean created,
    Map<String, String> ours,
    Map<String, String> sent,
    LedgerRecord found,
    boolean later) {}
