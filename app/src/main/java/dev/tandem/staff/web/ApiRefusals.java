package dev.tandem.staff.web;

import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What the API answers when it cannot do what was asked: problem+json, always. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiRefusals extends ResponseEntityExceptionHandler {

  @ExceptionHandler
  ProblemDetail on(NoSuchRecord refusal) {
    return Problems.of(HttpStatus.NOT_FOUND, "There is no such record.");
  }

  @ExceptionHandler
  ProblemDetail on(Refused refusal) {
    ProblemDetail problem = Problems.of(HttpStatus.CONFLICT, words(refusal));
    refusal.details().forEach(problem::setProperty);
    return problem;
  }

  /** Not kept for whoever repeats it: the same key may do it then. */
  @ExceptionHandler
  ProblemDetail on(PessimisticLockingFailureException failure, HttpServletRequest request) {
    request.setAttribute(OnceOnly.NOT_DONE, true);
    return Problems.of(HttpStatus.CONFLICT, Crossed.WORDS);
  }

  @ExceptionHandler
  ProblemDetail on(InvalidInput refusal) {
    return invalid(refusal.errors());
  }

  @ExceptionHandler({DataIntegrityViolationException.class, DateTimeException.class})
  ProblemDetail unstorable(RuntimeException failure) {
    if (!Unstorable.is(failure)) {
      throw failure;
    }
    return Problems.of(HttpStatus.BAD_REQUEST, Unstorable.WORDS);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException refusal,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var errors = new LinkedHashMap<String, String>();
    refusal
        .getFieldErrors()
        .forEach(
            it ->
                errors.putIfAbsent(
                    it.getField(),
                    it.getDefaultMessage() == null ? "Look at this." : it.getDefaultMessage()));
    return ResponseEntity.unprocessableContent().body(invalid(errors));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException refusal,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return ResponseEntity.badRequest()
        .body(Problems.of(HttpStatus.BAD_REQUEST, Unreadable.explain(refusal)));
  }

  /** What is no id at all names no record either. */
  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException refusal,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (refusal instanceof MethodArgumentTypeMismatchException it
        && it.getParameter().hasParameterAnnotation(PathVariable.class)) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND)
          .body(Problems.of(HttpStatus.NOT_FOUND, "There is no such record."));
    }
    return ResponseEntity.badRequest()
        .body(
            Problems.of(
                HttpStatus.BAD_REQUEST,
                "The value of " + refusal.getPropertyName() + " is not understood."));
  }

  private static ProblemDetail invalid(Map<String, String> errors) {
    ProblemDetail problem =
        Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "Some fields need a look.");
    problem.setProperty("errors", errors);
    return problem;
  }

  private static String words(Refused refusal) {
    return java.util.Objects.requireNonNullElse(refusal.getMessage(), "This was refused.");
  }
}
