package dev.tandem.books.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.mirror.FieldRules.Owner;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cell: what was agreed, what each side says now, whether money stands on it there. */
class StatusTableTest {

  private static final FieldRules RULES =
      new FieldRules() {
        @Override
        public String canonical(String field, String value) {
          return value;
        }

        @Override
        public Owner owner(String field) {
          throw new AssertionError("the status has a table of its own");
        }

        @Override
        public Owner owner(String field, String ours, String theirs, boolean used) {
          return StatusTable.whose(ours, theirs, used);
        }
      };

  @ParameterizedTest(name = "{5}")
  @CsvSource(
      textBlock =
          """
          draft,    draft,    draft,    false, nothing, a draft on both sides
          draft,    approved, draft,    false, push,    approved here
          draft,    removed,  draft,    false, push,    thrown away here
          draft,    draft,    approved, false, take,    approved there
          draft,    draft,    approved, true,  take,    approved and paid there
          draft,    draft,    removed,  false, take,    deleted there
          draft,    approved, approved, false, agree,   approved on both sides
          draft,    approved, approved, true,  agree,   approved on both sides and paid there
          draft,    removed,  removed,  false, agree,   thrown away on both sides
          draft,    approved, removed,  false, take,    approved here and deleted there
          draft,    removed,  approved, false, ours,    thrown away here and approved there
          draft,    removed,  approved, true,  ask,     thrown away here and approved and paid there
          approved, approved, approved, false, nothing, approved on both sides as before
          approved, approved, approved, true,  nothing, approved on both sides and paid there as before
          approved, removed,  approved, false, push,    voided here
          approved, removed,  approved, true,  push,    voided here though it is paid there
          approved, approved, removed,  false, take,    voided there
          approved, removed,  removed,  false, agree,   voided on both sides
          approved, approved, draft,    false, take,    a draft again there
          approved, draft,    approved, false, push,    a draft again here
          approved, draft,    removed,  false, take,    a draft again here and voided there
          approved, removed,  draft,    false, ours,    voided here and a draft again there
          approved, removed,  draft,    true,  ask,     voided here and a draft that is credited there
          approved, draft,    draft,    false, agree,   a draft again on both sides
          removed,  removed,  removed,  false, nothing, void on both sides as before
          removed,  approved, removed,  false, push,    stands again here by a person's word
          removed,  removed,  approved, false, take,    stands again there
          removed,  approved, approved, false, agree,   stands again on both sides
          removed,  draft,    removed,  false, push,    a draft again here by a person's word
          removed,  removed,  draft,    false, take,    a draft again there
          removed,  draft,    draft,    false, agree,   a draft again on both sides by a person's word
          removed,  draft,    approved, false, take,    a draft again here and approved there
          removed,  approved, draft,    false, ours,    stands again here and is a draft there
          ,         draft,    draft,    false, agree,   never agreed and a draft on both sides
          ,         approved, approved, false, agree,   never agreed and approved on both sides
          ,         removed,  removed,  false, agree,   never agreed and void on both sides
          ,         draft,    approved, false, take,    never agreed and approved there
          ,         draft,    approved, true,  take,    never agreed and paid there
          ,         approved, draft,    false, ours,    never agreed and approved here
          ,         approved, removed,  false, take,    never agreed and void there
          ,         draft,    removed,  false, take,    never agreed and deleted there
          ,         removed,  draft,    false, ours,    never agreed and void here
          ,         removed,  approved, false, ours,    never agreed and void here and approved there
          ,         removed,  approved, true,  ask,     never agreed and void here and paid there
          """)
  void everyCellHasItsAnswer(
      String agreed, String ours, String theirs, boolean used, String then, String name) {
    Pair pair = agreed == null ? Pair.NONE : new Pair(agreed, agreed);
    var outcome =
        new ThreeWayCompare(RULES)
            .compare(
                Map.of(Fields.STATUS, pair),
                Map.of(Fields.STATUS, ours),
                Map.of(Fields.STATUS, theirs),
                used);
    Pair now = outcome.agree.get(Fields.STATUS);
    boolean changedHere = !ours.equals(now == null ? pair.ours() : now.ours());
    String found =
        outcome.conflicts.containsKey(Fields.STATUS)
            ? "ask"
            : outcome.take.containsKey(Fields.STATUS)
                ? "take"
                : now == null ? changedHere ? "push" : "nothing" : changedHere ? "ours" : "agree";
    assertThat(found).as(name).isEqualTo(then);
  }

  /** Nobody writes a fourth one without saying here what follows. */
  @ParameterizedTest
  @CsvSource({"draft", "approved", "removed"})
  void whatIsVoidThereIsVoid(String ours) {
    assertThat(StatusTable.whose(ours, Fields.REMOVED, true)).isEqualTo(Owner.THEIRS);
    assertThat(StatusTable.whose(ours, Fields.REMOVED, false)).isEqualTo(Owner.THEIRS);
  }
}
