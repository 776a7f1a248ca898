package dev.tandem.books.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.UsualLine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever comes with XERO_ACCOUNT_CODE has everything that is not mapped go there. */
@TandemTest
class UsualAccountTest {

  @Autowired ApplicationContext house;
  @Autowired JdbcClient jdbc;
  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
  }

  @Test
  void whatIsNotMappedGoesToTheAccountOfTheSetting() {
    assertThat(rest("260")).isEqualTo(account("260"));
    assertThat(rest("")).isNull();
  }

  /** One of another organisation is nobody's default here. */
  @Test
  void aCodeThatTheOrganisationDoesNotHaveSaysNothing() {
    assertThat(rest("98765")).isNull();
  }

  @Test
  void whatAPersonChoseCountsBeforeIt() {
    String chosen = account("200");
    inPractice(
        () -> {
          targets("260").store(BooksRoom.TENANT, Subject.REST, Target.account(chosen));
          return true;
        });
    assertThat(rest("260")).isEqualTo(chosen);
  }

  private @Nullable String rest(String setting) {
    return inPractice(
            () -> {
              Target all = targets(setting).all(BooksRoom.TENANT).get(Subject.REST);
              Target asked =
                  targets(setting).of(BooksRoom.TENANT, List.of(Subject.REST)).get(Subject.REST);
              assertThat(asked).isEqualTo(all);
              return all == null ? "" : all.account();
            })
        .transform(it -> it.isEmpty() ? null : it);
  }

  private Targets targets(String setting) {
    return new Targets(jdbc, new UsualLine(setting, ""));
  }

  private String account(String code) {
    return books.in(
        () ->
            books.bean(Reference.class).accounts(BooksRoom.TENANT).stream()
                .filter(it -> code.equals(it.code()))
                .findFirst()
                .orElseThrow()
                .id());
  }

  private <T> T inPractice(ScopedValue.CallableOp<T, RuntimeException> work) {
    return books.in(
        () -> {
          T done = books.bean(TransactionTemplate.class).execute(_ -> work.call());
          return java.util.Objects.requireNonNull(done);
        });
  }
}
