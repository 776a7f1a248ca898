package dev.tandem.books.web;

import dev.tandem.books.refusals.Document;
import dev.tandem.books.refusals.LineMending;
import dev.tandem.practice.billing.Recoding;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Other accounts and taxes as somebody chose them, row by row in the order of what is offered, and
 * what goes along.
 */
public class Recodings {

  private List<String> fromAccount = new ArrayList<>();
  private List<String> fromTax = new ArrayList<>();
  private List<String> account = new ArrayList<>();
  private List<String> tax = new ArrayList<>();
  private List<String> also = new ArrayList<>();
  private List<String> service = new ArrayList<>();

  /** Whether somebody chose anything yet. */
  public boolean isChosen() {
    return !account.isEmpty() && account.size() == tax.size();
  }

  /** Whether what is offered now is what somebody chose something for. */
  boolean fits(LineMending.Offer offer) {
    return fromAccount.equals(offer.postings().stream().map(LineMending.Posting::account).toList())
        && fromTax.equals(offer.postings().stream().map(LineMending.Posting::tax).toList());
  }

  /** This one and those that go along, as far as they still wait for the same reason. */
  List<RecordRef> with(RecordRef first, LineMending.Offer offer) {
    return Stream.concat(
            Stream.of(first),
            offer.alike().stream().filter(it -> also.contains(it.key())).map(Document::record))
        .distinct()
        .toList();
  }

  /**
   * @throws InvalidInput if something was chosen that the organisation does not have
   */
  List<Recoding> recodings(LineMending.Offer offer) {
    var recodings = new ArrayList<Recoding>();
    for (int i = 0; i < offer.postings().size() && i < account.size(); i++) {
      LineMending.Posting from = offer.postings().get(i);
      String to = account.get(i);
      if (offer.accounts().stream().noneMatch(it -> it.code().equals(to))) {
        throw new InvalidInput("account", "Choose one of the organisation's accounts.");
      }
      recodings.add(
          new Recoding(from.account(), from.tax(), to, tax.get(i), percent(offer, tax.get(i))));
    }
    return recodings;
  }

  private static BigDecimal percent(LineMending.Offer offer, String type) {
    return offer.taxes().stream()
        .filter(it -> it.type().equals(type))
        .map(LineMending.Tax::percent)
        .findFirst()
        .orElseThrow(() -> new InvalidInput("tax", "Choose one of the organisation's taxes."));
  }

  boolean mayRemap() {
    return SignedIn.current().filter(it -> it.may(Permission.SETUP_EDIT)).isPresent();
  }

  public List<String> getFromAccount() {
    return fromAccount;
  }

  public void setFromAccount(List<String> fromAccount) {
    this.fromAccount = fromAccount;
  }

  public List<String> getFromTax() {
    return fromTax;
  }

  public void setFromTax(List<String> fromTax) {
    this.fromTax = fromTax;
  }

  public List<String> getAccount() {
    return account;
  }

  public void setAccount(List<String> account) {
    this.account = account;
  }

  public List<String> getTax() {
    return tax;
  }

  public void setTax(List<String> tax) {
    this.tax = tax;
  }

  public List<String> getAlso() {
    return also;
  }

  public void setAlso(List<String> also) {
    this.also = also;
  }

  List<ServiceId> services() {
    return service.stream().map(ServiceId::of).toList();
  }

  public List<String> getService() {
    return service;
  }

  public void setService(List<String> service) {
    this.service = service;
  }
}
