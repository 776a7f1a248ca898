package dev.tandem.shared;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells PostgreSQL at the start of each transaction which practice it is for, so that row-level
 * security shows that practice's rows only. Fails closed: without a practice the transaction is
 * refused and its connection goes back to the pool.
 */
class PracticeTransactions extends JdbcTransactionManager {

  private final Object practiceOfTransaction = new Object();

  PracticeTransactions(DataSource dataSource) {
    super(dataSource);
  }

  @Override
  protected void prepareTransactionalConnection(
      Connection connection, TransactionDefinition definition) throws SQLException {
    super.prepareTransactionalConnection(connection, definition);
    try (var statement =
        connection.prepareStatement("select set_config('app.practice_id', ?, true)")) {
      statement.setString(1, Practices.current().toString());
      statement.execute();
    }
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    super.doBegin(transaction, definition);
    TransactionSynchronizationManager.bindResource(practiceOfTransaction, Practices.current());
  }

  @Override
  protected boolean isExistingTransaction(Object transaction) {
    boolean existing = super.isExistingTransaction(transaction);
    if (existing && !Practices.find().equals(java.util.Optional.ofNullable(bound()))) {
      throw new IllegalTransactionStateException(
          "The open transaction belongs to another practice or to none");
    }
    return existing;
  }

  @Override
  protected void prepareForCommit(DefaultTransactionStatus status) {
    super.prepareForCommit(status);
    if (status.isNewTransaction() && !status.isReadOnly()) {
      Fence.look();
    }
  }

  @Override
  protected Object doSuspend(Object transaction) {
    TransactionSynchronizationManager.unbindResourceIfPossible(practiceOfTransaction);
    return super.doSuspend(transaction);
  }

  @Override
  protected void doResume(@Nullable Object transaction, Object suspended) {
    super.doResume(transaction, suspended);
    Practices.find()
        .ifPresent(it -> TransactionSynchronizationManager.bindResource(practiceOfTransaction, it));
  }

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    TransactionSynchronizationManager.unbindResourceIfPossible(practiceOfTransaction);
    super.doCleanupAfterCompletion(transaction);
  }

  private @Nullable Object bound() {
    return TransactionSynchronizationManager.getResource(practiceOfTransaction);
  }
}
