package dev.tandem.staff.web;

import dev.tandem.shared.Practices;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/**
 * Puts into each form the practice it was drawn for, besides what the delegate puts there (CSRF).
 */
record PracticeStamp(RequestDataValueProcessor delegate) implements RequestDataValueProcessor {

  static final String FIELD = "_practice";
  static final String HEADER = "X-Tandem-Practice";

  @Override
  public String processAction(HttpServletRequest request, String action, String method) {
    return delegate.processAction(request, action, method);
  }

  @Override
  public String processFormFieldValue(
      HttpServletRequest request, @Nullable String name, String value, String type) {
    return delegate.processFormFieldValue(request, name, value, type);
  }

  @Override
  public @Nullable Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
    Map<String, String> theirs = delegate.getExtraHiddenFields(request);
    // Forms that only read get no token from the delegate and need no stamp in their URL.
    if (theirs == null || theirs.isEmpty() || Practices.find().isEmpty()) {
      return theirs;
    }
    var fields = new LinkedHashMap<>(theirs);
    fields.put(FIELD, Practices.current().toString());
    return fields;
  }

  @Override
  public String processUrl(HttpServletRequest request, String url) {
    return delegate.processUrl(request, url);
  }
}
