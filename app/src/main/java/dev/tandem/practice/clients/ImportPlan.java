package dev.tandem.practice.clients;

import dev.tandem.practice.clients.csv.DateOrder;
import dev.tandem.shared.InvalidInput;
import java.util.List;

/**
 * How a file's rows become clients.
 *
 * @param header whether the first row names the columns
 * @param targets what each column means, in the file's order
 */
public record ImportPlan(boolean header, List<ImportTarget> targets, DateOrder dateOrder) {

  public ImportPlan {
    targets = List.copyOf(targets);
  }

  /** What a column means; columns beyond the first row's width mean nothing. */
  ImportTarget target(int column) {
    return column < targets.size() ? targets.get(column) : ImportTarget.IGNORE;
  }

  void refuseImpossible() {
    boolean named =
        targets.stream()
            .anyMatch(
                it ->
                    it == ImportTarget.FULL_NAME
                        || it == ImportTarget.GIVEN_NAME
                        || it == ImportTarget.FAMILY_NAME
                        || it == ImportTarget.ORGANISATION_NAME);
    if (!named) {
      throw new InvalidInput(
          "mapping", "Say which column holds the name: whole, given, family or organisation");
    }
    for (var target : ImportTarget.values()) {
      if (!target.takesSeveral() && targets.stream().filter(target::equals).count() > 1) {
        throw new InvalidInput(
            "mapping", "Two columns are both taken for “" + target.label() + "”: leave one out");
      }
    }
  }
}
