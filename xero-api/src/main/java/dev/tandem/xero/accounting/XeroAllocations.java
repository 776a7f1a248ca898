package dev.tandem.xero.accounting;

import dev.tandem.xero.internal.Answer;
import dev.tandem.xero.internal.Json;
import dev.tandem.xero.internal.TenantCalls;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Parts of credits that settle invoices. Xero lists them with what they are part of and not by
 * themselves; each write is for one credit note, overpayment or prepayment.
 */
public final class XeroAllocations extends XeroRecords<XeroAllocation> {

  static final String ID = "AllocationID";

  /** What a part is of. */
  public enum Of {
    CREDIT_NOTE("CreditNotes"),
    OVERPAYMENT("Overpayments"),
    PREPAYMENT("Prepayments");

    private final String collection;

    Of(String collection) {
      this.collection = collection;
    }

    private String path(UUID id) {
      return TenantCalls.ROOT + "/" + collection + "/" + id;
    }
  }

  public XeroAllocations(TenantCalls calls) {
    super(calls, "Allocations", XeroAllocation.class, ID);
  }

  public PreparedWrite prepareCreate(Of of, UUID id, List<AllocationDraft> drafts) {
    if (drafts.isEmpty()) {
      throw new IllegalArgumentException("nothing to send");
    }
    return new PreparedWrite(
        "PUT",
        of.path(id) + resource() + "?summarizeErrors=false",
        Json.bytes(Map.of("Allocations", drafts.stream().map(XeroDraft::fields).toList())));
  }

  /** Xero takes no batch of these; what it is of has that much more left afterwards. */
  public PreparedWrite prepareRemove(Of of, UUID id, UUID allocationId) {
    return new PreparedWrite("DELETE", of.path(id) + resource() + "/" + allocationId, new byte[0]);
  }

  /** A removal is answered with the allocation alone and no list. */
  @Override
  public BatchResult<XeroAllocation> send(PreparedWrite write, String key) {
    if (!write.verb().equals("DELETE")) {
      return super.send(write, key);
    }
    Answer answer = transmit(write, key);
    JsonNode tree = Json.tree(answer);
    JsonNode listed = tree.path("Allocations").path(0);
    JsonNode one = listed.isMissingNode() ? tree : listed;
    return new BatchResult<>(
        List.of(
            new BatchResult.Accepted<>(Json.record(one, XeroAllocation.class, answer), List.of())),
        answer.facts());
  }

  @Override
  boolean serves(String path) {
    return path.contains(resource())
        && Stream.of(Of.values())
            .anyMatch(it -> path.startsWith(TenantCalls.ROOT + "/" + it.collection + "/"));
  }
}
