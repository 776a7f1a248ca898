package dev.tandem.xero.accounting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A status as Xero spells it. Not an enum: a status Xero invents tomorrow must not vanish on its
 * way to us.
 */
public record XeroStatus(@JsonValue String text) {

  public static final XeroStatus ACTIVE = new XeroStatus("ACTIVE");
  public static final XeroStatus ARCHIVED = new XeroStatus("ARCHIVED");
  public static final XeroStatus DRAFT = new XeroStatus("DRAFT");
  public static final XeroStatus SUBMITTED = new XeroStatus("SUBMITTED");
  public static final XeroStatus AUTHORISED = new XeroStatus("AUTHORISED");
  public static final XeroStatus PAID = new XeroStatus("PAID");
  public static final XeroStatus VOIDED = new XeroStatus("VOIDED");
  public static final XeroStatus DELETED = new XeroStatus("DELETED");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public XeroStatus {}

  @Override
  public String toString() {
    return text;
  }
}
