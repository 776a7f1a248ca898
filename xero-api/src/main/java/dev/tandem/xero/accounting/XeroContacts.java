package dev.tandem.xero.accounting;

import dev.tandem.xero.XeroReply;
import dev.tandem.xero.internal.TenantCalls;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The contacts of one tenant. */
public final class XeroContacts extends XeroRecords<XeroContact> {

  static final String ID = "ContactID";

  public XeroContacts(TenantCalls calls) {
    super(calls, "Contacts", XeroContact.class, ID);
  }

  /** Up to 40 contacts, archived ones included; unknown ids are simply missing. */
  public XeroPage<XeroContact> byIds(Collection<UUID> ids) {
    return find(XeroQuery.ids(ids).includeArchived());
  }

  /** The one contact with this id or this ContactNumber of ours. */
  public XeroReply<XeroContact> byNumber(String contactNumber) {
    return one(contactNumber);
  }

  public PreparedWrite prepareCreate(List<ContactDraft> drafts) {
    return creating(drafts);
  }

  public PreparedWrite prepareUpdate(List<ContactDraft> drafts) {
    return updating(drafts);
  }
}
