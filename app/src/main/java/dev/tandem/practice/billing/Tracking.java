package dev.tandem.practice.billing;

/**
 * The option of one of the ledger's tracking categories that a line belongs to, for instance
 * “Region: North”.
 *
 * @param categoryId the ledger's id; empty where only names are known
 * @param optionId the ledger's id; empty where only names are known
 */
public record Tracking(String categoryId, String category, String optionId, String option) {

  public Tracking {
    categoryId = categoryId.strip();
    category = category.strip();
    optionId = optionId.strip();
    option = option.strip();
  }

  /** For people. */
  public String text() {
    return category + ": " + option;
  }

  boolean named() {
    return !(categoryId.isEmpty() && category.isEmpty())
        && !(optionId.isEmpty() && option.isEmpty());
  }

  /** Whether this is the option of that id or, where none is known, of that name. */
  public boolean isOption(String idOrName) {
    return optionId.isEmpty() ? option.equals(idOrName) : optionId.equals(idOrName);
  }

  boolean sameCategory(Tracking other) {
    return categoryId.isEmpty() || other.categoryId.isEmpty()
        ? category.equalsIgnoreCase(other.category)
        : categoryId.equals(other.categoryId);
  }
}
