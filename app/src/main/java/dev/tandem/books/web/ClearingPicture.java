package dev.tandem.books.web;

import dev.tandem.books.clearing.AccountDay;
import dev.tandem.books.clearing.ClearingAccount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What was left on a clearing account, a bar for each day, the latest on the right. Lengths are
 * parts of a hundred, upwards and downwards of the line at 20.
 */
record ClearingPicture(List<Bar> bars) {

  private static final int DAYS = 30;
  private static final BigDecimal LONGEST = BigDecimal.valueOf(18);
  private static final int LINE = 20;

  /**
   * @param height 0 where nothing was left
   */
  public record Bar(int x, int y, int height, AccountDay day) {}

  static ClearingPicture of(ClearingAccount account) {
    List<AccountDay> days = account.days().stream().limit(DAYS).toList().reversed();
    BigDecimal most =
        days.stream().map(it -> it.closing().abs()).reduce(BigDecimal.ONE, BigDecimal::max);
    var bars = new ArrayList<Bar>();
    for (AccountDay it : days) {
      int height =
          it.closing().abs().multiply(LONGEST).divide(most, 0, RoundingMode.UP).intValueExact();
      int x = (DAYS - days.size() + bars.size()) * 4;
      bars.add(new Bar(x, it.closing().signum() < 0 ? LINE : LINE - height, height, it));
    }
    return new ClearingPicture(List.copyOf(bars));
  }
}
