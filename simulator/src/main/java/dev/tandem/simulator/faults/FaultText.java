package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** A fault as the script's listing shows it: its kind and its own fields. */
final class FaultText {
  private FaultText() {}

  static ObjectNode describe(Fault fault) {
    ObjectNode json = Json.object().put("kind", kind(fault).wireName());
    return switch (fault) {
      case Fault.Status status -> json.put("code", status.code()).put("detail", status.detail());
      case Fault.StatusAfterCommit after -> json.put("code", after.code());
      case Fault.RateLimited limited ->
          json.put("problem", limited.problem())
              .put("retryAfter", limited.retryAfter())
              .put("remaining", limited.spent() ? "none" : "counted");
      case Fault.Maintenance maintenance -> json.put("notice", lower(maintenance.notice()));
      case Fault.CommitLate late ->
          json.put("delayMs", late.delay().toMillis()).put("silenceMs", late.silence().toMillis());
      case Fault.Overlap overlap -> json.put("delayMs", overlap.patience().toMillis());
      case Fault.Slow slow ->
          json.put("delayMs", slow.delay().toMillis()).put("where", lower(slow.where()));
      case Fault.UnreadableElement element ->
          json.put("id", element.id()).put("flaw", lower(element.flaw()));
      case Fault.MissingElement element -> json.put("id", element.id());
      case Fault.HtmlPage page -> json.put("code", page.code());
      case Fault.WrongContentType wrong -> json.put("type", wrong.type());
      case Fault.ClockSkew skew -> json.put("seconds", skew.by().toSeconds());
      case Fault.DropBeforeCommit drop -> json;
      case Fault.DropAfterCommit drop -> json;
      case Fault.ResetMidBody reset -> json;
      case Fault.Malformed malformed -> json;
      case Fault.KeyStoreDown down -> json;
      case Fault.HollowList hollow -> json;
      case Fault.EditBefore edit -> json.put("write", edit.write()).put("record", edit.record());
    };
  }

  static FaultKind kind(Fault fault) {
    return switch (fault) {
      case Fault.Status status -> FaultKind.STATUS;
      case Fault.StatusAfterCommit after -> FaultKind.STATUS_AFTER_COMMIT;
      case Fault.RateLimited limited -> FaultKind.RATE_LIMIT;
      case Fault.Maintenance maintenance -> FaultKind.MAINTENANCE;
      case Fault.DropBeforeCommit drop -> FaultKind.DROP_BEFORE_COMMIT;
      case Fault.DropAfterCommit drop -> FaultKind.DROP_AFTER_COMMIT;
      case Fault.CommitLate late -> FaultKind.COMMIT_LATE;
      case Fault.Overlap overlap -> FaultKind.OVERLAP;
      case Fault.ResetMidBody reset -> FaultKind.RESET_MID_BODY;
      case Fault.Slow slow -> FaultKind.SLOW;
      case Fault.Malformed malformed -> FaultKind.MALFORMED;
      case Fault.UnreadableElement element -> FaultKind.UNREADABLE_ELEMENT;
      case Fault.MissingElement element -> FaultKind.MISSING_ELEMENT;
      case Fault.HtmlPage page -> FaultKind.HTML;
      case Fault.WrongContentType wrong -> FaultKind.WRONG_CONTENT_TYPE;
      case Fault.ClockSkew skew -> FaultKind.CLOCK_SKEW;
      case Fault.KeyStoreDown down -> FaultKind.KEY_STORE_DOWN;
      case Fault.HollowList hollow -> FaultKind.HOLLOW_LIST;
      case Fault.EditBefore edit -> FaultKind.EDIT_BEFORE;
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
