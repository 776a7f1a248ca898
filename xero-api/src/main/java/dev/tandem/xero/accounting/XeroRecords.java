package dev.tandem.xero.accounting;

import dev.tandem.xero.XeroAway;
import dev.tandem.xero.XeroAway.Reason;
import dev.tandem.xero.XeroReply;
import dev.tandem.xero.internal.Answer;
import dev.tandem.xero.internal.Batch;
import dev.tandem.xero.internal.Envelope;
import dev.tandem.xero.internal.Form;
import dev.tandem.xero.internal.Json;
import dev.tandem.xero.internal.TenantCalls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One kind of record in a tenant's books. Writing has two steps, so that the bytes can be stored in
 * between: prepare, then send. No write is ever repeated by this library.
 */
public abstract sealed class XeroRecords<T>
    permits XeroContacts,
        XeroInvoices,
        XeroCreditNotes,
        XeroPayments,
        XeroAllocations,
        XeroBatchPayments,
        XeroBankTransactions,
        XeroAdvances {

  /** Xero advises no more elements than this in one write. */
  public static final int BATCH_SIZE = 50;

  private static final int LONGEST_KEY = 128;

  private final TenantCalls calls;
  private final String collection;
  private final Class<T> type;
  private final String idField;

  XeroRecords(TenantCalls calls, String collection, Class<T> type, String idField) {
    this.calls = calls;
    this.collection = collection;
    this.type = type;
    this.idField = idField;
  }

  /** One page of what the query names. */
  public XeroPage<T> find(XeroQuery query) {
    Answer answer =
        calls.get(resource() + "?" + query.text() + readingExtras(), query.changedSince());
    return page(answer);
  }

  private XeroPage<T> page(Answer answer) {
    Envelope envelope = new Envelope(answer, collection);
    Envelope.Readable<T> read = envelope.readable(type, idField);
    return new XeroPage<>(
        read.records(),
        read.ids(),
        read.unreadable(),
        envelope.pagination("pageCount"),
        envelope.pagination("itemCount"),
        answer.facts());
  }

  /** The first page of what was created or changed at or after this instant, in full form. */
  public XeroPage<T> changedSince(Instant time) {
    return find(XeroQuery.changedSince(time).pageSize(XeroQuery.LARGEST_PAGE));
  }

  /**
   * Sends a prepared write under an idempotency key of at most 128 characters, now or again: bytes,
   * path and verb go out as they are. A throw that is not {@code notExecuted()} leaves open whether
   * Xero stored them.
   */
  public BatchResult<T> send(PreparedWrite write, String key) {
    Answer answer = transmit(write, key);
    Envelope envelope = new Envelope(answer, collection);
    if (envelope.elements().size() != Batch.size(write.body())) {
      throw new XeroAway(Reason.WRONG_COUNT, answer.facts(), null);
    }
    return new BatchResult<>(
        envelope.elements().stream().map(element -> outcome(element, envelope)).toList(),
        answer.facts());
  }

  final Answer transmit(PreparedWrite write, String key) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("an idempotency key has 1 to 128 characters");
    }
    if (!serves(write.path())) {
      throw new IllegalArgumentException("this write is not for " + collection);
    }
    return calls.send(write.verb(), write.path(), write.body(), key);
  }

  private BatchResult.Outcome<T> outcome(JsonNode element, Envelope envelope) {
    return Batch.refused(element, idField)
        ? new BatchResult.Refused<>(Json.recordOrNull(element, type), Json.reasons(element))
        : new BatchResult.Accepted<>(envelope.record(element, type), Json.warnings(element));
  }

  /** Who changed one record, when and how, newest first: Xero's trace for people. */
  public XeroReply<List<XeroHistoryEntry>> history(UUID id) {
    Answer answer = calls.get(resource() + "/" + id + "/History", null);
    return new XeroReply<>(
        new Envelope(answer, "HistoryRecords").records(XeroHistoryEntry.class), answer.facts());
  }

  final TenantCalls calls() {
    return calls;
  }

  final XeroReply<T> one(String key) {
    Answer answer = calls.get(resource() + "/" + Form.escape(key), null);
    return new XeroReply<>(new Envelope(answer, collection).only(type), answer.facts());
  }

  /** As {@link #one}, as a page: one that cannot be read is named in it. */
  final XeroPage<T> pageOfOne(String key) {
    return page(calls.get(resource() + "/" + Form.escape(key), null));
  }

  /** PUT: Xero refuses what already exists instead of editing it. */
  final PreparedWrite creating(List<? extends XeroDraft> drafts) {
    if (drafts.stream().anyMatch(draft -> draft.fields().containsKey(idField))) {
      throw new IllegalArgumentException("a record with an id exists already");
    }
    return prepared("PUT", drafts);
  }

  /** POST, by id only: without one Xero would edit whatever already carries the number or name. */
  final PreparedWrite updating(List<? extends XeroDraft> drafts) {
    if (!drafts.stream().allMatch(draft -> draft.fields().containsKey(idField))) {
      throw new IllegalArgumentException("an update names each record by its id");
    }
    return prepared("POST", drafts);
  }

  private PreparedWrite prepared(String verb, List<? extends XeroDraft> drafts) {
    if (drafts.isEmpty()) throw new IllegalArgumentException("nothing to send");
    var body = Map.of(collection, drafts.stream().map(XeroDraft::fields).toList());
    String path = TenantCalls.ROOT + resource() + "?summarizeErrors=false" + writingExtras();
    return new PreparedWrite(verb, path, Json.bytes(body));
  }

  final String resource() {
    return "/" + collection;
  }

  /** Whether a write to this path is one of these records. */
  boolean serves(String path) {
    return path.startsWith(TenantCalls.ROOT + resource());
  }

  String readingExtras() {
    return "";
  }

  String writingExtras() {
    return readingExtras();
  }
}
