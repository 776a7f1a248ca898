package dev.tandem.staff.web;

import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What pages answer when something cannot be done and the page's own controller did not say it at
 * the fields: missing records are a 404 page; a refusal sends people back to where they were with
 * the reason on top, or shows it beside what they pressed when htmx asked.
 */
@ControllerAdvice(annotations = Controller.class)
class PageRefusals {

  private final BackToPage back;

  PageRefusals(BackToPage back) {
    this.back = back;
  }

  @ExceptionHandler(NoSuchRecord.class)
  void missing(HttpServletResponse response) throws IOException {
    response.sendError(HttpStatus.NOT_FOUND.value());
  }

  /** What is no id at all names no record either; other parameters are only badly written. */
  @ExceptionHandler
  void on(MethodArgumentTypeMismatchException refusal, HttpServletResponse response)
      throws IOException {
    boolean names = refusal.getParameter().hasParameterAnnotation(PathVariable.class);
    response.sendError((names ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST).value());
  }

  @ExceptionHandler({DataIntegrityViolationException.class, DateTimeException.class})
  void unstorable(
      RuntimeException failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!Unstorable.is(failure)) {
      throw failure;
    }
    request.setAttribute(ErrorPages.REASON, Unstorable.WORDS);
    response.sendError(HttpStatus.BAD_REQUEST.value());
  }

  @ExceptionHandler
  @Nullable ModelAndView on(
      PessimisticLockingFailureException failure,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes flash)
      throws IOException {
    return back.with(Crossed.WORDS, HttpStatus.CONFLICT, request, response, flash);
  }

  @ExceptionHandler
  @Nullable ModelAndView on(
      Refused refusal,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes flash)
      throws IOException {
    return back.with(
        Objects.requireNonNullElse(refusal.getMessage(), "This was refused."),
        HttpStatus.CONFLICT,
        request,
        response,
        flash);
  }

  @ExceptionHandler
  @Nullable ModelAndView on(
      InvalidInput refusal,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes flash)
      throws IOException {
    return back.with(
        String.join(" ", refusal.errors().values()),
        HttpStatus.UNPROCESSABLE_CONTENT,
        request,
        response,
        flash);
  }
}
