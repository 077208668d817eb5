// Check: where each row stands before the first is sent.
#include "unit/batch/fixture.hpp"

using namespace skifte;
using namespace skifte::batch;
using namespace skifte::batch::test;

namespace {

std::string code_of(const Checked& checked, std::size_t fault) {
    return checked.faults.at(fault).code;
}

std::string argument(const Fault& fault, std::string_view name) {
    for (const Argument& argument : fault.arguments)
        if (argument.name == name) return argument.value;
    return {};
}

}  // namespace

TEST_CASE_METHOD(Batch, "Rows that nobody has filed are ready, by the numbers of the sheet", "[batch]") {
    fill(3);
    check();
    REQUIRE(checked.table.rows.size() == 3);
    CHECK(count(Standing::ready) == 3);
    CHECK(checked.table.rows[2].number == 4);
    CHECK(checked.fault_count == 0);
    CHECK(portal.requests == 0);
}

TEST_CASE_METHOD(Batch, "What was filed before is done, and with other content a fault", "[batch]") {
    fill(2);
    check();
    good(send());
    source.rows[1].amount = "7.00";
    check();
    CHECK(standing(0) == Standing::done);
    CHECK_FALSE(checked.table.rows[0].filing().empty());
    CHECK(standing(1) == Standing::changed);
    REQUIRE(checked.faults.size() == 1);
    CHECK(code_of(checked, 0) == "batch.changed");
    CHECK(argument(checked.faults[0], "row") == "3");
    CHECK(argument(checked.faults[0], "id") == checked.table.rows[1].filing());
    CHECK(argument(checked.faults[0], "server_id") == "k-2");
    CHECK(checked.faulty_rows == 1);
}

TEST_CASE_METHOD(Batch, "Of equal rows the first may be filed, of different ones of one identity none",
                 "[batch]") {
    source.rows = {{"F-1", "1.00"}, {"F-2", "2.00"}, {"F-1", "1.00"}, {"F-2", "3.00"}, {"F-1", "1.00"}};
    check();
    CHECK(standing(0) == Standing::ready);
    CHECK(standing(2) == Standing::faulty);
    CHECK(standing(4) == Standing::faulty);
    CHECK(standing(1) == Standing::faulty);
    CHECK(standing(3) == Standing::faulty);
    REQUIRE(checked.faults.size() == 4);
    CHECK(code_of(checked, 0) == "batch.duplicate_identity");
    CHECK(argument(checked.faults[0], "row") == "3");
    CHECK(argument(checked.faults[0], "first") == "5");
    CHECK(code_of(checked, 1) == "batch.duplicate");
    CHECK(argument(checked.faults[1], "row") == "4");
    CHECK(argument(checked.faults[1], "first") == "2");
}

TEST_CASE_METHOD(Batch, "Rows that were glanced at stand as those that were read", "[batch]") {
    source.prints = true;
    source.rows = {{"F-1", "1.00"}, {"F-2", "2.00"},        {"F-1", "1.00"},
                   {"F-2", "3.00"}, {"F-1", "1.00", "s-2"}, {"F-3", "x"}};
    source.faults[5] = {"beloeb", "amount.invalid", {}};
    check({.look_up = false});
    CHECK(source.glances == 5);
    CHECK(standing(0) == Standing::ready);
    CHECK(standing(1) == Standing::faulty);
    CHECK(standing(2) == Standing::faulty);
    CHECK(standing(3) == Standing::faulty);
    CHECK(standing(4) == Standing::ready);
    CHECK(standing(5) == Standing::faulty);
    REQUIRE(checked.faults.size() == 4);
    CHECK(code_of(checked, 0) == "batch.duplicate_identity");
    CHECK(code_of(checked, 1) == "batch.duplicate");
    CHECK(argument(checked.faults[1], "first") == "2");
    CHECK(code_of(checked, 3) == "amount.invalid");
}

TEST_CASE_METHOD(Batch, "A glance is not enough where the portal or the journal is asked", "[batch]") {
    source.prints = true;
    fill(2);
    portal.add(source.rows[1]);
    check();
    CHECK(standing(1) == Standing::there);
    CHECK(source.glances == 0);
    portal.fates["F-1"] = {Fate::refused};
    good(send());
    check({.look_up = false});
    CHECK(source.glances == 2);  // what was refused is not known as filed
    portal.fates["F-1"] = {Fate::lost_before};
    good(send());
    check({.look_up = false});
    CHECK(source.glances == 2);
    CHECK(standing(0) == Standing::unknown);
}

TEST_CASE_METHOD(Batch, "The same reference in another place is another filing", "[batch]") {
    source.rows = {{"F-1", "1.00", "s-1"}, {"F-1", "1.00", "s-2"}};
    check();
    CHECK(count(Standing::ready) == 2);
}

TEST_CASE_METHOD(Batch, "What stands at the portal already is there, and is asked for once a place",
                 "[batch]") {
    fill(3);
    source.rows.push_back({"F-9", "9.00", "s-2"});
    portal.add(source.rows[0]);
    portal.add({"F-2", "2.50"});
    portal.add({"F-3", "3.00", "s-2"});
    check();
    CHECK(standing(0) == Standing::there);
    CHECK(checked.table.server_ids.at(0) == "k-1");
    CHECK(standing(1) == Standing::changed);
    CHECK(code_of(checked, 0) == "batch.reference_taken");
    CHECK(argument(checked.faults[0], "server_id") == "k-2");
    CHECK(standing(2) == Standing::ready);
    CHECK(standing(3) == Standing::ready);
    CHECK(portal.questions == 2);
}

TEST_CASE_METHOD(Batch, "One item at the portal is there for one row", "[batch]") {
    // Without a reference of ours two equal rows are told apart by nothing but their identity.
    source.rows = {{"", "1.00"}};
    portal.add({"", "1.00"});
    portal.add({"", "2.00"});
    check();
    CHECK(standing(0) == Standing::there);
    source.rows = {{"", "3.00"}};
    check();
    CHECK(standing(0) == Standing::ready);
}

TEST_CASE_METHOD(Batch, "Without a look-up the portal is not asked", "[batch]") {
    fill(1);
    portal.add(source.rows[0]);
    check({.look_up = false});
    CHECK(standing(0) == Standing::ready);
    CHECK(portal.questions == 0);
}

TEST_CASE_METHOD(Batch, "A portal that does not answer is no portal without krav", "[batch]") {
    fill(1);
    portal.is_down = true;
    CHECK(code(batch::check(source, journal, context, {})) == "net.connect");
}

TEST_CASE_METHOD(Batch, "A row whose effect is unknown is neither ready nor done", "[batch]") {
    fill(2);
    portal.fates["F-1"] = {Fate::lost_before};
    check();
    good(send());
    check();
    CHECK(standing(0) == Standing::unknown);
    CHECK(standing(1) == Standing::done);
}

TEST_CASE_METHOD(Batch, "All faults are counted, in the order of the rows, and the first are kept",
                 "[batch]") {
    fill(6);
    source.rows[1] = source.rows[4];
    for (const std::size_t row : {0UL, 2UL, 5UL})
        source.faults[row] = {"beloeb", "amount.invalid", {{"value", "x"}}};
    check({.keep_faults = 100});
    CHECK(checked.fault_count == 4);
    CHECK(checked.faulty_rows == 4);
    REQUIRE(checked.faults.size() == 4);
    CHECK(argument(checked.faults[0], "row") == "2");
    CHECK(argument(checked.faults[0], "column") == "beloeb");
    CHECK(argument(checked.faults[0], "value") == "x");
    CHECK(argument(checked.faults[2], "row") == "6");
    CHECK(argument(checked.faults[2], "column").empty());
    CHECK(argument(checked.faults[3], "row") == "7");
    check({.keep_faults = 2});
    CHECK(checked.fault_count == 4);
    CHECK(checked.faults.size() == 2);
}

TEST_CASE("A row keeps the id of its filing", "[batch]") {
    RowState row;
    CHECK(row.filing().empty());
    row.set_filing("f-0123456789ab");
    CHECK(row.filing() == "f-0123456789ab");
    row.set_filing("");
    CHECK(row.filing().empty());
}
