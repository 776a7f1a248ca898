package dev.tandem.xero;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Xero understood and said no. Remedy: a person corrects the data, or we correct the program
 * ({@link #ourMistake()}). Of a batch, Xero is believed to have saved nothing.
 */
public final class XeroRefused extends XeroException {

  private static final Set<String> OUR_TYPES =
      Set.of("PostDataInvalidException", "QueryParseException", "NoDataProcessedException");
  private static final Set<Integer> OUR_NUMBERS = Set.of(14, 16);

  private final int errorNumber;
  private final String type;
  private final transient List<String> reasons;
  private final transient List<Element> elements;

  public XeroRefused(
      int errorNumber, String type, List<String> reasons, List<Element> elements, CallFacts facts) {
    super("Xero refused: status " + facts.status() + ", error " + errorNumber, facts, null);
    this.errorNumber = errorNumber;
    this.type = type;
    this.reasons = List.copyOf(reasons);
    this.elements = List.copyOf(elements);
  }

  /** Xero's number for the error (10 = validation); 0 when it gave none. */
  public int errorNumber() {
    return errorNumber;
  }

  /** What Xero said, for people to read; may name clients, so not for the log. */
  public List<String> reasons() {
    return reasons;
  }

  /**
   * The elements Xero named, in its order; not necessarily all that were sent. Empty for some 400s.
   */
  public List<Element> elements() {
    return elements;
  }

  /** Whether the request itself was malformed, so that no person's correction can help. */
  public boolean ourMistake() {
    return facts().status() != 400 || OUR_NUMBERS.contains(errorNumber) || OUR_TYPES.contains(type);
  }

  @Override
  public boolean notExecuted() {
    return false;
  }

  /**
   * One element of a refused batch.
   *
   * @param position its place in Xero's list
   * @param id the record's id if it has one
   * @param number its natural key: contact number, invoice number or payment reference
   * @param reasons empty when this element was not the culprit
   */
  public record Element(
      int position, @Nullable UUID id, @Nullable String number, List<String> reasons) {

    @Override
    public String toString() {
      return "Element[" + position + ", " + reasons.size() + " reasons]";
    }
  }
}
