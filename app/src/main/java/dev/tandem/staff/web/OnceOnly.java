package dev.tandem.staff.web;

import dev.tandem.shared.Fence;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.web.AnsweredRequests.Answer;
import dev.tandem.staff.web.AnsweredRequests.Earlier;
import dev.tandem.staff.web.AnsweredRequests.Name;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@code Idempotency-Key}: the same write sent again under the same key is answered as before
 * instead of being done again. The same key with another write is a mistake of the caller and is
 * said so. A write that ended in an error of ours may be repeated, if nothing of it was done.
 */
class OnceOnly extends OncePerRequestFilter {

  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotent-Replayed";

  /** Set on a request whose refusal is over the next moment. */
  static final String NOT_DONE = OnceOnly.class.getName() + ".notDone";

  private static final Logger log = LoggerFactory.getLogger(OnceOnly.class);
  private static final int LONGEST_KEY = 255;
  private static final int LARGEST_BODY = 1 << 20;
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");

  private final AnsweredRequests answered;
  private final Problems problems;

  OnceOnly(AnsweredRequests answered, Problems problems) {
    this.answered = answered;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !WRITES.contains(request.getMethod()) || request.getHeader(HEADER) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    UUID apiKey = SignedIn.current().map(SignedIn::apiKey).orElse(null);
    String key = request.getHeader(HEADER);
    if (apiKey == null || key.isBlank() || key.length() > LONGEST_KEY) {
      refuse(
          request, response, HttpStatus.BAD_REQUEST, "Idempotency-Key must have 1 to 255 letters.");
      return;
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      refuse(
          request, response, HttpStatus.CONTENT_TOO_LARGE, "With Idempotency-Key: at most 1 MB.");
      return;
    }
    var repeatable = new RepeatableRequest(request, body);
    var name = new Name(apiKey, key);
    byte[] hash = repeatable.hash();
    Optional<Earlier> earlier = answered.begin(name, hash);
    if (earlier.isPresent()) {
      repeat(earlier.get(), hash, request, response);
    } else {
      doIt(name, repeatable, response, chain);
    }
  }

  private void doIt(
      Name name, RepeatableRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var kept = new KeptResponse(response);
    boolean done = false;
    try {
      fenced(name, request, kept, chain);
      done = kept.isWorthKeeping() && request.getAttribute(NOT_DONE) == null;
    } finally {
      if (!done || !keep(name, kept.answer())) {
        answered.forget(name);
      }
      kept.copyBodyToResponse();
    }
  }

  /** What was done is done: whoever asked hears it, though whoever repeats it will not. */
  private boolean keep(Name name, Answer answer) {
    try {
      answered.answered(name, answer);
      return true;
    } catch (RuntimeException e) {
      log.error("An answer under an Idempotency-Key could not be kept", e);
      return false;
    }
  }

  private void fenced(
      Name name, RepeatableRequest request, KeptResponse response, FilterChain chain)
      throws ServletException, IOException {
    PracticeId here = Practices.current();
    try {
      Fence.around(
          () -> {
            // A look into another practice sees no row of this one.
            if (Practices.current().equals(here)) {
              answered.done(name);
            }
          },
          () -> {
            chain.doFilter(request, response);
            return true;
          });
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private void repeat(
      Earlier earlier, byte[] hash, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!Arrays.equals(earlier.requestHash(), hash)) {
      refuse(
          request,
          response,
          HttpStatus.UNPROCESSABLE_CONTENT,
          "This Idempotency-Key was used for another request.");
    } else if (earlier.status() == null) {
      refuse(
          request,
          response,
          HttpStatus.CONFLICT,
          earlier.lost()
              ? "What the first request with this Idempotency-Key did is there, but its answer is lost. Look what is there before you send it under another key."
              : "The first request with this Idempotency-Key has not come to an end.");
    } else {
      write(earlier.answer(), response);
    }
  }

  private static void write(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    response.setHeader(REPLAYED, "true");
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    if (answer.location() != null) {
      response.setHeader("Location", answer.location());
    }
    response.getOutputStream().write(answer.body());
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    problems.write(request, response, status, detail);
  }
}
