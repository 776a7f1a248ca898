package dev.tandem.staff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** A browser that was sent half a page waits for the rest: nothing of it is sent. */
@TandemTest
class HalfAPageTest {

  @Autowired ViewResolver thymeleafViewResolver;

  @Test
  void nothingIsSentOfAPageThatFails() throws Exception {
    View view = thymeleafViewResolver.resolveViewName("fails-half-way", Locale.ENGLISH);
    var response = new MockHttpServletResponse();
    assertThatThrownBy(
            () ->
                view.render(
                    Map.of("rows", Collections.nCopies(10_000, "A row that fills the buffer")),
                    new MockHttpServletRequest(),
                    response))
        .hasRootCauseMessage("EL1007E: Property or field 'there' cannot be found on null");
    assertThat(response.isCommitted()).isFalse();
    assertThat(response.getContentAsString()).isEmpty();
  }
}
