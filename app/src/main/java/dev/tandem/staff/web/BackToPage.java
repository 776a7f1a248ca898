package dev.tandem.staff.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Tells people why something was refused, without taking them away from where they were. */
@Component
class BackToPage {

  private final JsonMapper json;

  BackToPage(JsonMapper json) {
    this.json = json;
  }

  /**
   * @return where to go; null if all is said already
   */
  @org.jspecify.annotations.Nullable
  ModelAndView with(
      String reason,
      HttpStatus status,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes flash)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      response.setStatus(status.value());
      // ASCII only: header values know no more, and JSON can say everything in it.
      response.setHeader("HX-Trigger", ascii(json.writeValueAsString(Map.of("refused", reason))));
      response.setHeader("HX-Reswap", "none");
      return null;
    }
    Optional<String> page = from(request);
    if (page.isPresent()) {
      flash.addFlashAttribute("refused", reason);
      var there = new ModelAndView("redirect:" + page.get());
      there.setStatus(HttpStatus.SEE_OTHER);
      return there;
    }
    request.setAttribute(ErrorPages.REASON, reason);
    response.sendError(status.value());
    return null;
  }

  /** The page of ours that the request came from; its path only, so never another site. */
  private static Optional<String> from(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.REFERER))
        .flatMap(BackToPage::uri)
        .filter(it -> request.getServerName().equals(it.getHost()))
        .map(it -> it.getRawPath() + (it.getRawQuery() == null ? "" : "?" + it.getRawQuery()))
        .filter(it -> it.startsWith("/") && !it.startsWith("//"));
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String ascii(String text) {
    var safe = new StringBuilder();
    for (char c : text.toCharArray()) {
      safe.append(c < 128 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return safe.toString();
  }
}
