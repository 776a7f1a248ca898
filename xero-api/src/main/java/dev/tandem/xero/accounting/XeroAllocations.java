package dev.tandem.xero.accounting;

import dev.tandem.xero.internal.Answer;
import dev.tandem.xero.internal.Json;
import dev.tandem.xero.internal.TenantCalls;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Parts of credit notes that settle invoices. Xero lists them with their credit note and not by
 * themselves; each write is for one credit note.
 */
public final class XeroAllocations extends XeroRecords<XeroAllocation> {

  static final String ID = "AllocationID";

  public XeroAllocations(TenantCalls calls) {
    super(calls, "Allocations", XeroAllocation.class, ID);
  }

  public PreparedWrite prepareCreate(UUID creditNoteId, List<AllocationDraft> drafts) {
    if (drafts.isEmpty()) {
      throw new IllegalArgumentException("nothing to send");
    }
    return new PreparedWrite(
        "PUT",
        TenantCalls.ROOT + "/CreditNotes/" + creditNoteId + resource() + "?summarizeErrors=false",
        Json.bytes(Map.of("Allocations", drafts.stream().map(XeroDraft::fields).toList())));
  }

  /** Xero takes no batch of these; the credit note has that much more left afterwards. */
  public PreparedWrite prepareRemove(UUID creditNoteId, UUID allocationId) {
    return new PreparedWrite(
        "DELETE",
        TenantCalls.ROOT + "/CreditNotes/" + creditNoteId + resource() + "/" + allocationId,
        new byte[0]);
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
    return path.startsWith(TenantCalls.ROOT + "/CreditNotes/") && path.contains(resource());
  }
}
