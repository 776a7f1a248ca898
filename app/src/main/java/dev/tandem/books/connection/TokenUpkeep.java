package dev.tandem.books.connection;

import org.springframework.stereotype.Component;

/**
 * The regular renewal of tokens, set off from outside. It runs by itself as well; whoever does not
 * trust that has a cron job call it. No transaction may be open.
 */
@Component
public class TokenUpkeep {

  private final RefreshAheadSweep ahead;
  private final KeepGrantsAliveSweep alive;

  TokenUpkeep(RefreshAheadSweep ahead, KeepGrantsAliveSweep alive) {
    this.ahead = ahead;
    this.alive = alive;
  }

  /**
   * What a run came to. A grant that was renewed by neither is either young enough or cannot be
   * renewed at present: its practice is told.
   *
   * @param renewedAhead in use and about to end
   * @param keptAlive not used for ten days: Xero forgets them after sixty
   */
  public record Done(int renewedAhead, int keptAlive) {}

  public Done runOnce() {
    return new Done(ahead.runOnce(), alive.runOnce());
  }
}
