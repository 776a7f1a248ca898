package dev.tandem.staff.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The last word when a request came to nothing: problem+json below {@code /api}, else a page. */
@Controller
class ErrorPages implements ErrorController {

  /** Request attribute: a sentence for people, where the status alone does not say enough. */
  static final String REASON = "tandem.reason";

  static final String OTHER_PRACTICE =
      "This page was open for another practice than the one you work for now, so nothing was saved."
          + " Switch back to that practice at the top, then try again.";

  private final Problems problems;

  ErrorPages(Problems problems) {
    this.problems = problems;
  }

  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  @Nullable ModelAndView show(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpStatus status = status(request);
    if (Problems.wantedBy(Problems.asked(request))) {
      problems.write(request, response, status, explain(status));
      return null;
    }
    String reason =
        Objects.requireNonNullElse((String) request.getAttribute(REASON), explain(status));
    var page = new ModelAndView("error", Map.of("status", status.value(), "reason", reason));
    page.setStatus(status);
    return page;
  }

  private static HttpStatus status(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
        ? Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.INTERNAL_SERVER_ERROR)
        : HttpStatus.NOT_FOUND;
  }

  private static String explain(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "The request was not understood.";
      case FORBIDDEN -> "Your role in this practice does not include this.";
      case NOT_FOUND -> "There is nothing here.";
      case METHOD_NOT_ALLOWED -> "This cannot be done with it.";
      case NOT_ACCEPTABLE -> "It cannot be given in that form.";
      case UNSUPPORTED_MEDIA_TYPE -> "This content type is not understood; send JSON.";
      case CONTENT_TOO_LARGE -> "This is too large.";
      default ->
          status.is5xxServerError()
              ? "Something went wrong here. It was noted; try again in a moment."
              : "This did not work.";
    };
  }
}
