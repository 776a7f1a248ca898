package dev.tandem.practice.setup.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DialledTest {

  @Test
  void groupsNumbersAsTheCountryDoes() {
    assertThat(Dialled.in("AU", "0270108419")).isEqualTo("(02) 7010 8419");
    assertThat(Dialled.in("AU", "+61491570156")).isEqualTo("0491 570 156");
    assertThat(Dialled.in("AU", "+44 20 7946 0018")).isEqualTo("+44 20 7946 0018");
  }

  @Test
  void leavesWhatIsNoNumberAsItWasTyped() {
    assertThat(Dialled.in("AU", "ask his mother")).isEqualTo("ask his mother");
    assertThat(Dialled.in("AU", "12")).isEqualTo("12");
    assertThat(Dialled.in("AU", "")).isEmpty();
  }
}
